import { Inject, Injectable } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import type { Random } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import { type Cause, causeOf, EffectRunner, type OrderLog, orderTarget } from '@tollgate/order-log';
import { backoffMs, type DueWork, KeyedLease } from '@tollgate/postgres';
import { CLOCK, LOG, type Log, ORDER_LOG, withSpan } from '@tollgate/service';
import { MailOwed } from '../outgoing/mail-owed.js';
import { type OwedMail, waitsItsTurn } from '../outgoing/owed-mail.js';
import { OwedMailsRepository } from '../outgoing/owed-mails.repository.js';
import { DUE_WORK, RANDOM } from '../outgoing/tokens.data.js';
import { InFlight } from './in-flight.handler.js';
import { isDueByOrder, isDueNow, type MailCall, mailCallOf } from './mail-call.js';
import { MailEffect } from './mail-effect.handler.js';

/** The kind of due work that a mail is which nobody took yet. */
export const MAIL = 'mail';

const minuteMs = 60_000;
const betweenTries = { firstMs: minuteMs, maxMs: 240 * minuteMs };
/** After a connection that broke: its server was restarted, more often than not. */
const afterSilence = { firstMs: 10_000, maxMs: 240 * minuteMs };
const soonestMs = 1_000;
/** Longer than a mail server may take for its answer: whoever waits for that is gone by then, or has recorded it. */
const lookAfterSlowMs = 12 * minuteMs;
/** An event that is younger comes for the first time: it costs no look among what is owed. */
const firstWayMs = 20_000;

/** Names a mail, among those that are under way and those that are owed. */
export const mailKey = (order: string, { kind, key }: MailCall): string => `${order} ${kind} ${key}`;

/** Sends each mail once: its lease is held while the log is read, the mail server asked, and its answer recorded. What the server does not take,
 *  or not soon, becomes due work before the event that calls for it is acknowledged: a crash in between loses no mail. */
@Injectable()
export class SendMail {
  private readonly runner: EffectRunner;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    @Inject(DUE_WORK) private readonly dueWork: Pick<DueWork, 'schedule'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Pick<Random, 'fraction'>,
    @Inject(LOG) private readonly logger: Log,
    private readonly inFlight: InFlight,
    private readonly lease: KeyedLease,
    private readonly effects: MailEffect,
    private readonly owedMails: OwedMailsRepository,
  ) {
    this.runner = new EffectRunner({ log, inSpan: withSpan });
  }

  /** The mail that an event calls for: once this resolves it is recorded, owed or not due, and the event may be acknowledged. Throws
   *  TransientError where another replica is at it, or the log or the database is out of reach. */
  async send(event: RecordedEvent, cause: Cause): Promise<void> {
    const call = mailCallOf(event);
    if (call === undefined) return;
    const order = event.header.subject.id;
    // Looked at by itself: the event that the mail is sent for would join this one, and be acknowledged with it.
    if (isDueByOrder(event) && !isDueNow((await this.log.load(orderTarget(order))).state)) return;
    const key = mailKey(order, call);
    if (await this.isOwedLater(key, event)) return;
    await this.inFlight.join(key, (handOver) => this.attempt({ key, call, event, cause, handOver, owed: undefined }));
  }

  /** Another try of a mail that is owed: once this resolves it is recorded, or owed anew. False, and nothing done, where this process is at it. */
  async sendOwed(owed: OwedMail, event: RecordedEvent): Promise<boolean> {
    const call = mailCallOf(event);
    if (call === undefined) return true;
    const key = mailKey(owed.order, call);
    if (this.inFlight.has(key)) return false; // its own row is not its to move: what came of it would be lost with the row
    await this.inFlight.join(key, (handOver) => this.attempt({ key, call, event, cause: causeOf(event), handOver, owed }));
    return true;
  }

  /** The event was delivered again, or published again as its order makes no progress: a mail that has its time is not tried before. */
  private async isOwedLater(key: string, { header }: RecordedEvent): Promise<boolean> {
    const now = this.clock.now();
    if (now.getTime() - Date.parse(header.occurredAt) < firstWayMs) return false;
    const [row] = await this.owedMails.find([key]);
    return row !== undefined && waitsItsTurn(row, now);
  }

  private async attempt({ key, call, event, cause, handOver, owed }: Attempt): Promise<void> {
    let isRowOurs = owed !== undefined;
    let handing: Promise<void> | undefined;
    const onSlow = (first: OwedMail): void => {
      handing = this.owe(key, { owed: first, afterMs: lookAfterSlowMs, isRowOurs }).then(
        () => {
          isRowOurs = true;
          handOver();
        },
        (error: unknown) => this.logger.warn({ error, order: first.order }, 'a slow mail holds its event up for longer'),
      );
    };
    try {
      await this.lease.hold(key, (_signal, isOurs) => {
        const effect = this.effects.of({ call, event, owed, isOurs, onSlow });
        return this.runner.perform(effect, orderTarget(event.header.subject.id), cause);
      });
    } catch (error) {
      await handing;
      if (!(error instanceof MailOwed)) {
        // Nobody waits for it once it was handed over; its row brings it again.
        if (handing !== undefined)
          this.logger.warn({ error }, 'a mail that took long could not be recorded yet, and comes again');
        throw error;
      }
      await this.owe(key, { owed: error.owed, afterMs: this.pauseAfter(error), isRowOurs });
    }
  }

  private pauseAfter({ owed, afterMs }: MailOwed): number {
    const random = this.random.fraction();
    if (afterMs !== undefined) return Math.max(soonestMs, afterMs) * (1 + random);
    return backoffMs(owed.tries, owed.replyCode === 0 ? afterSilence : betweenTries, random);
  }

  /** A row that is there already is left as it is, unless it is this try's own: a redelivered event puts nothing off and begins no new 72 hours. */
  private owe(key: string, { owed, afterMs, isRowOurs }: Owing): Promise<void> {
    const dueAt = new Date(this.clock.now().getTime() + afterMs);
    return this.dueWork.schedule({ kind: MAIL, key, dueAt, payload: owed, onExisting: isRowOurs ? 'replace' : 'keep' });
  }
}

interface Attempt {
  readonly key: string;
  readonly call: MailCall;
  readonly event: RecordedEvent;
  readonly cause: Cause;
  readonly owed: OwedMail | undefined;
  handOver(): void;
}

interface Owing {
  readonly owed: OwedMail;
  readonly afterMs: number;
  readonly isRowOurs: boolean;
}
