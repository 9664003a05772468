import { Inject, Injectable } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { entitlementId, readLink } from '@tollgate/download-link';
import { DomainError } from '@tollgate/errors';
import { type EntitlementState, fold, type Order } from '@tollgate/order';
import type { OrderLog } from '@tollgate/order-log';
import { CONFIG, ORDER_LOG } from '@tollgate/service';
import type { Config } from '../config.js';
import { judgeLink } from '../domain/judge-link.js';

export interface OpenedLink {
  /** The entitlement's own id. */
  readonly id: string;
  readonly order: Order;
  readonly entitlement: EntitlementState;
}

/** InFlight a link's token into what it opens. The log is asked every time, so that what one replica completes is shut in all. */
@Injectable()
export class LinkOpener {
  constructor(
    @Inject(ORDER_LOG) private readonly orders: OrderLog,
    @Inject(CONFIG) private readonly config: Pick<Config, 'linkKey'>,
  ) {}

  /** Throws the Refusals of `judgeLink`; `not_found` for a token that we did not make. */
  async open(token: string): Promise<OpenedLink> {
    const link = readLink(this.config.linkKey, token);
    if (link === undefined) throw new DomainError('not_found');
    const events: readonly RecordedEvent[] = await this.orders.read(link.order);
    const order = fold(events);
    const entitlement = judgeLink(order, link, Date.now());
    if (order === undefined) throw new DomainError('not_found');
    return { id: entitlementId(link.order, link.index), order, entitlement };
  }
}
