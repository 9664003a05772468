import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { keyFromFile } from '@tollgate/crypto';
import { fold } from '@tollgate/order';
import { causeOf, type OrderLog, orderTarget } from '@tollgate/order-log';
import { CONFIG, Metrics, ORDER_LOG } from '@tollgate/service';
import type { Config } from '../config.js';
import { CustomerData } from '../mails/customer-data.client.js';
import { mailEndIn } from './delivery-report.js';
import { recordBounce, returnedMail } from './record-bounce.js';
import { reportIn } from './report-text.client.js';
import { markOf, type ReturnedTo } from './return-address.js';

/** What became of what was sent to a return address. `unknown`: no such order; `early`: no such mail of it, or none that is recorded as sent yet. */
export type BounceOutcome = 'recorded' | 'ignored' | 'unknown' | 'early';

/** Records mails that a server took and sent back. */
@Injectable()
export class Bounces {
  private readonly key: KeyObject;
  private readonly returned;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    @Inject(CONFIG) { keyEncryptionKeyFile }: Config,
    private readonly customers: CustomerData,
    metrics: Metrics,
  ) {
    this.key = keyFromFile(keyEncryptionKeyFile);
    this.returned = metrics.counter('mails_returned_total', 'What came to the return addresses of mails', ['outcome']);
  }

  /** Throws TransientError where the log is out of reach. The same report again changes nothing. */
  async take(to: ReturnedTo, message: Buffer): Promise<BounceOutcome> {
    const outcome = await this.outcomeOf(to, message);
    this.returned.inc({ outcome });
    return outcome;
  }

  private async outcomeOf({ order, mark }: ReturnedTo, message: Buffer): Promise<BounceOutcome> {
    const { events, key } = await this.log.readWithKey(order);
    const known = fold(events);
    if (known === undefined) return 'unknown';
    const sent = returnedMail(events, (subject) => markOf(this.key, order, subject) === mark);
    if (sent === undefined) return 'early'; // nothing is read of what may come from anybody
    const report = await reportIn(message);
    const recipient = this.customers.recipientOf(known, key, sent.data.request);
    const end = report === undefined ? undefined : mailEndIn(report, recipient);
    if (end === undefined) return 'ignored'; // an answering machine, news of a delay, or of somebody else
    await this.log.decide(orderTarget(order), causeOf(sent), (state) => recordBounce(state, sent, end));
    return 'recorded';
  }
}
