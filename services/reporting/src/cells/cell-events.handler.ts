import { Inject, Injectable } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import type { OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import type { Owner } from '../figures/owner.js';
import type { PlaceInList } from '../orders/orders-page.js';
import { type OrderStep, stepsOfHistory } from '../projection/reported-order.js';
import type { Cell } from './cell.js';
import { type EventPlace, EventPlaces } from './event-places.repository.js';

/** Orders that are read at once. */
const BATCH = 100;
/** So many events are looked at for one page. A cell of few among many is shown in short pages. */
const MOST_LOOKED_AT = 2_000;

export interface CellPage {
  readonly owner: Owner;
  readonly cell: Cell;
  readonly customer?: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly after: PlaceInList | undefined;
  readonly limit: number;
}

/** An event, and what it adds to the cell. */
export interface CellEvent {
  readonly event: RecordedEvent;
  readonly reference: string;
  readonly amount: bigint;
}

export interface CellEvents {
  readonly events: readonly CellEvent[];
  /** Undefined where there are no more. */
  readonly next: PlaceInList | undefined;
}

const isAt =
  ({ id, order }: EventPlace) =>
  ({ event }: OrderStep): boolean =>
    event.header.id === id || (id === order && event.type === 'OrderPlaced');

/** Which events a figure of a report is the sum of: found by their time, and told from the log by the functions that the report is made with, so
 *  that they add up to it. */
@Injectable()
export class CellEventsHandler {
  constructor(
    @Inject(ORDER_LOG) private readonly orders: Pick<OrderLog, 'read'>,
    @Inject(EventPlaces) private readonly places: Pick<EventPlaces, 'find'>,
  ) {}

  /** A page of them, newest first. Throws TransientError. */
  async page({ cell, limit, after, ...query }: CellPage): Promise<CellEvents> {
    const events: CellEvent[] = [];
    let next = after;
    for (let seen = 0; seen < MOST_LOOKED_AT; seen += BATCH) {
      const { source, currency } = cell;
      const places = await this.places.find({ ...query, source, currency, after: next, limit: BATCH });
      const told = await Promise.all(places.map((place) => this.tell(cell, place)));
      for (const [index, place] of places.entries()) {
        next = { placedAt: place.at, order: place.id };
        events.push(...(told[index] ?? []));
        if (events.length === limit) return { events, next };
      }
      if (places.length < BATCH) return { events, next: undefined };
    }
    return { events, next };
  }

  private async tell({ amountOf }: Cell, place: EventPlace): Promise<readonly CellEvent[]> {
    const step = stepsOfHistory(undefined, await this.orders.read(place.order)).find(isAt(place));
    if (step === undefined) return [];
    const amount = amountOf(step);
    return amount === 0n ? [] : [{ event: step.event, reference: step.after.order.placed.reference, amount }];
  }
}
