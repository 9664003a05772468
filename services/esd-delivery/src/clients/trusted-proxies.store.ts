import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { CLOCK, CONFIG, LOG, type Log, Metrics } from '@tollgate/service';
import type { Config } from '../config.js';
import { type Client, clientOf, isListed, type Origin, showsProxy } from './client-of.js';
import { defaultGateways } from './default-gateways.js';
import { isPrivate } from './ip-address.js';

const sayAgainMs = 600_000;

/** The proxies that may say whom they speak for. The operator is told of one that is not listed: its clients share one address's limits, and their
 *  downloads are not believed to be complete by the end of a connection that is not theirs. */
@Injectable()
export class TrustedProxies {
  private readonly unlisted;
  private readonly gateways = defaultGateways(routes());
  private saidAtMs = Number.NEGATIVE_INFINITY;
  /** Since the operator was last told. */
  private untold = 0;

  @Inject(LOG) private readonly log!: Log;
  @Inject(CLOCK) private readonly clock!: Clock;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'clients'>,
    metrics: Metrics,
  ) {
    this.unlisted = metrics.counter('unlisted_proxy_requests_total', 'Requests that show a proxy which is not listed');
  }

  isListed(address: string): boolean {
    return isListed(address, this.config.clients.proxies);
  }

  clientOf(origin: Origin): Client {
    const { proxies } = this.config.clients;
    const isGateway = this.gateways.includes(origin.peer.replace('::ffff:', ''));
    if ((isGateway || showsProxy(origin)) && !isListed(origin.peer, proxies))
      this.tell(isGateway || isPrivate(origin.peer) ? origin.peer : undefined);
    return clientOf(origin, proxies);
  }

  /** `proxy` is undefined where it may be a customer's own address: anybody may send the headers of a proxy. */
  private tell(proxy: string | undefined): void {
    this.unlisted.inc();
    this.untold += 1;
    const nowMs = this.clock.now().getTime();
    if (nowMs - this.saidAtMs < sayAgainMs) return;
    this.saidAtMs = nowMs;
    const requests = this.untold;
    this.untold = 0;
    this.log.warn(
      { proxy, requests },
      'downloads come through a proxy that TOLLGATE_TRUSTED_PROXIES does not list: list it, if it is yours',
    );
  }
}

const routes = (): string => {
  try {
    return readFileSync('/proc/net/route', 'latin1');
  } catch {
    return ''; // not Linux
  }
};
