import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import type { OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import type { Source } from '../cells/cell.js';
import { EventPlaces } from '../cells/event-places.repository.js';
import { outcomes } from '../cells/outcomes-projection.js';
import type { Owner } from '../figures/owner.js';
import { type OrderStep, stepsOfHistory } from '../projection/reported-order.js';
import { cutAt } from './cut.js';
import { quarterRows } from './quarter-rows.js';

const sources: readonly Source[] = [
  { of: 'placements' },
  { of: 'outcomes', outcomes },
  { of: 'movements', events: ['PaymentCaptured', 'PaymentRefunded', 'CreditSettled'] },
];

/** Of one source, within a quarter of an hour, and orders of all of them: what is told in a second or two. */
const MOST_EVENTS = 3_000;
const BATCH = 200;

/** Whose report, as it was at which moment (RFC 3339; empty: now). */
interface Asked extends Owner {
  readonly at: string;
}

/** What of a report's time was known at a moment. */
export interface Known {
  /** Milliseconds, exclusive: up to there its sums are those of the read model. */
  readonly toMs: number;
  /** Rows of the read model that come to it, as JSON: what happened from there to the moment. */
  readonly more: string;
}

/** Reports as they were at a moment. */
@Injectable()
export class KnownThenHandler {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(ORDER_LOG) private readonly orders: Pick<OrderLog, 'read'>,
    @Inject(EventPlaces) private readonly places: Pick<EventPlaces, 'find'>,
  ) {}

  /** Of the time of a report from this read model. Throws DomainError `invalid_date`, `moment_too_busy` where a quarter of an hour that is begun
   *  has too many events, and TransientError. */
  async of(asked: Asked, table: string, time: { readonly fromMs: number; readonly toMs: number }): Promise<Known> {
    const { toMs, untilMs } = cutAt(asked.at, time);
    return {
      toMs,
      more: untilMs === undefined ? '[]' : quarterRows(table, await this.inTurn(() => this.steps(asked, toMs, untilMs))),
    };
  }

  /** One after the other: whoever asks for reports of the past holds up others of the past, and nothing else. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async steps(owner: Owner, fromMs: number, untilMs: number): Promise<readonly OrderStep[]> {
    const isIn = ({ event }: OrderStep): boolean => {
      const atMs = Date.parse(event.header.occurredAt);
      return atMs >= fromMs && atMs <= untilMs;
    };
    const steps: OrderStep[] = [];
    const orders = await this.ordersIn(owner, fromMs, untilMs + 1);
    for (let from = 0; from < orders.length; from += BATCH) {
      const histories = await Promise.all(orders.slice(from, from + BATCH).map((order) => this.orders.read(order)));
      steps.push(...histories.flatMap((history) => stepsOfHistory(undefined, history).filter(isIn)));
    }
    return steps;
  }

  private async ordersIn(owner: Owner, fromMs: number, toMs: number): Promise<readonly string[]> {
    const limit = MOST_EVENTS + 1;
    const found = await Promise.all(sources.map((source) => this.places.find({ owner, source, fromMs, toMs, limit })));
    if (found.some(({ length }) => length > MOST_EVENTS)) throw new DomainError('moment_too_busy', '/at');
    const ids = new Set(found.flat().map(({ order }) => order));
    if (ids.size > MOST_EVENTS) throw new DomainError('moment_too_busy', '/at');
    return [...ids];
  }
}
