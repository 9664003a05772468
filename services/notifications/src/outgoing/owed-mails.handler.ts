import { Inject, Injectable } from '@nestjs/common';
import type { Random } from '@tollgate/crypto';
import { type Clock, invariant } from '@tollgate/errors';
import type { OrderLog } from '@tollgate/order-log';
import type { DueItem, DueWorkHandler, Handled } from '@tollgate/postgres';
import { CLOCK, CONFIG, ORDER_LOG } from '@tollgate/service';
import type { Config } from '../config.js';
import { MAIL, SendMail } from '../mails/send-mail.handler.js';
import { MailServer } from '../smtp/mail-server.client.js';
import { isOverdue, type OwedMail } from './owed-mail.js';
import { RANDOM } from './tokens.data.js';

/** Where this process is at the mail by itself. */
const lookAgainMs = 30_000;
/** So long an item keeps its place while the server is down: as long as all places are kept, no further item is claimed and put off in vain. */
const keepPlaceMs = 30_000;

/** Tries the mails again that nobody took yet. */
@Injectable()
export class OwedMails implements DueWorkHandler {
  readonly kind = MAIL;
  /** Longer than a place may be kept and a mail may take before it is handed over. */
  readonly leaseMs = 90_000;
  /** After a failure of the database. */
  readonly backoff = { firstMs: 5_000, maxMs: 300_000 };
  /** Fewer than there are connections: a mail that is sent for the first time finds one. */
  readonly limit: number;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(ORDER_LOG) private readonly log: Pick<OrderLog, 'read'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Pick<Random, 'fraction'>,
    @Inject(CONFIG) { smtpConnections }: Config,
    private readonly mails: SendMail,
    private readonly mailServer: MailServer,
  ) {
    this.limit = Math.max(1, Math.floor(smtpConnections / 2));
  }

  readonly handle = async ({ payload }: DueItem, signal: AbortSignal): Promise<Handled> => {
    const owed = payload as OwedMail;
    const leftMs = await this.whileServerIsLeftAlone(signal);
    const closedForMs = Math.max(leftMs, this.mailServer.closedForMs(owed.lane));
    // One that is overdue is not tried either: it comes to its end by what its domain answers to others.
    if (closedForMs > 0 && !isOverdue(owed, this.clock.now())) return { postponeMs: closedForMs * (1 + this.random.fraction()) };
    const event = (await this.log.read(owed.order)).find(({ header }) => header.id === owed.event);
    invariant(event !== undefined, 'what calls for a mail is in the log');
    return (await this.mails.sendOwed(owed, event)) ? 'done' : { postponeMs: lookAgainMs };
  };

  /** How long the server is still left alone in the end. */
  private async whileServerIsLeftAlone(signal: AbortSignal): Promise<number> {
    const untilMs = performance.now() + keepPlaceMs;
    for (;;) {
      const closedForMs = this.mailServer.serverClosedForMs;
      const keptMs = untilMs - performance.now();
      if (closedForMs === 0 || keptMs <= 0 || signal.aborted) return closedForMs;
      await new Promise((resolve) => setTimeout(resolve, Math.min(closedForMs, keptMs)).unref());
    }
  }
}
