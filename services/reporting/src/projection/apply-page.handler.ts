import type { RecordedEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { endSpan, type ParkedEvents, startSpan } from '@tollgate/messaging';
import { isPlacing } from '@tollgate/order';
import { crashPoint, type OrderLog } from '@tollgate/order-log';
import type { Log } from '@tollgate/service';
import { byOrder, changesOf, isSettled } from './apply-page.js';
import { reportCrashPoints } from './crash-points.data.js';
import type { Generation, Generations } from './generations.repository.js';
import { MissingEvents } from './missing-events.js';
import { projections } from './projections.js';
import { type OrderStep, type ReportedOrder, reportedAt, stepsOf, stepsOfHistory } from './reported-order.js';

export interface ApplyPageParts {
  readonly orders: Pick<OrderLog, 'readAll' | 'read'>;
  readonly generations: Generations;
  readonly parked: Pick<ParkedEvents, 'park'>;
  readonly log: Log;
}

/** What applying a page did. */
export interface Advance {
  /** Positions of the events that were applied; empty where another replica had moved the generation. */
  readonly positions: readonly bigint[];
  /** The log has more than this page held. */
  readonly isFull: boolean;
}

type PageEvent = RecordedEvent & { readonly position: bigint };

type Check = (steps: readonly OrderStep[]) => readonly OrderStep[];

interface Page {
  readonly at: Generation;
  /** Run on the steps of each order by itself, so that what it throws is about that order. */
  readonly check: Check;
}

const asTheyAre: Check = (steps) => steps;
/** Throws what a projection throws of them. */
const projectable: Check = (steps) => {
  changesOf(projections, steps);
  return steps;
};

const KEPT_IN_MIND = 4_096;

const highestOf = (positions: readonly bigint[]): bigint => {
  let highest = 0n;
  for (const position of positions) if (position > highest) highest = position;
  return highest;
};

/** A span for each event of a traced order: that it is reported ends its way. A rebuild is nobody's way. */
const spansOf = (events: readonly PageEvent[]) =>
  events.flatMap(({ type, header }) => startSpan(`report ${type}`, header.traceparent) ?? []);

/** Applies one generation of the read models, page by page from the log. Orders under way are kept in mind, so that in
 *  the normal course nothing is read but the page; of any other order the row says how far it is, and the history what
 *  it was then. */
export class ApplyPageHandler {
  private readonly underWay = new Map<string, ReportedOrder>();
  private cursor: string | undefined;

  constructor(private readonly parts: ApplyPageParts) {}

  /** Applies the next page after where the generation stands. Exactly once in effect: rows and position move together.
   *  Throws TransientError when the log or the read models are out of reach. */
  async advance(at: Generation, limit: number): Promise<Advance> {
    const { orders, generations } = this.parts;
    if (this.cursor !== at.cursor) this.underWay.clear();
    const page = await orders.readAll(at.cursor === '' ? undefined : at.cursor, limit);
    if (page.events.length === 0 && page.cursor === at.cursor) return { positions: [], isFull: false };
    const spans = at.state === 'live' ? spansOf(page.events) : [];
    const { steps, changes } = await this.workOut(at, page.events);
    const positions = page.events.map(({ position }) => position);
    crashPoint(reportCrashPoints.beforeApply);
    const isApplied = await generations.apply({
      generation: at.generation,
      suffix: at.suffix,
      from: at.cursor,
      to: page.cursor,
      position: highestOf(positions),
      eventCount: positions.length,
      changes,
    });
    for (const span of spans) endSpan(span);
    crashPoint(reportCrashPoints.afterApply);
    this.cursor = isApplied ? page.cursor : undefined;
    if (!isApplied) return { positions: [], isFull: true };
    this.keepInMind(steps);
    return { positions, isFull: positions.length >= limit };
  }

  /** What the page does to the read models. Where an order's step cannot be projected, the page is gone through once
   *  more, order by order. */
  private async workOut(at: Generation, events: readonly PageEvent[]) {
    const steps = await this.stepsOf({ at, check: asTheyAre }, events);
    try {
      return { steps, changes: changesOf(projections, steps) };
    } catch {
      const sound = await this.stepsOf({ at, check: projectable }, events);
      return { steps: sound, changes: changesOf(projections, sound) };
    }
  }

  private async stepsOf(page: Page, events: readonly PageEvent[]): Promise<readonly OrderStep[]> {
    const steps: OrderStep[] = [];
    const unknown = new Map<string, readonly PageEvent[]>();
    for (const [order, itsEvents] of byOrder(events)) {
      try {
        steps.push(...page.check(stepsOf(this.underWay.get(order), itsEvents)));
      } catch (error) {
        if (error instanceof MissingEvents) unknown.set(order, itsEvents);
        else await this.park(itsEvents, error);
      }
    }
    if (unknown.size > 0) steps.push(...(await this.stepsFromHistories(page, unknown)));
    return steps;
  }

  /** From their histories: from where their rows stand to now. What a history holds beyond the page comes again later
   *  and changes nothing. */
  private async stepsFromHistories(
    { at, check }: Page,
    unknown: ReadonlyMap<string, readonly PageEvent[]>,
  ): Promise<readonly OrderStep[]> {
    const { orders, generations } = this.parts;
    const versions = await generations.versionsOf(at, [...unknown.keys()]);
    const told = await Promise.all(
      [...unknown].map(async ([order, events]) => {
        const history = await orders.read(order);
        try {
          invariant(isPlacing(history[0]), `order ${order} begins with being placed`);
          return check(stepsOfHistory(reportedAt(history, versions.get(order) ?? {}), history));
        } catch (error) {
          await this.park(events, error);
          return [];
        }
      }),
    );
    return told.flat();
  }

  /** I16: an order that cannot be told is put aside, for the reports of all others to go on. Once the cause is mended,
   *  a rebuild brings it in. */
  private async park(events: readonly PageEvent[], error: unknown): Promise<void> {
    const { parked, log } = this.parts;
    for (const event of events) {
      await parked.park(event, error);
      const { id, subject } = event.header;
      log.error({ event: id, order: subject.id, type: event.type, error }, 'event cannot be reported and was parked');
    }
  }

  private keepInMind(steps: readonly OrderStep[]): void {
    for (const { after } of steps) {
      const { id } = after.order;
      this.underWay.delete(id);
      if (!isSettled(after)) this.underWay.set(id, after);
    }
    for (const id of this.underWay.keys()) {
      if (this.underWay.size <= KEPT_IN_MIND) return;
      this.underWay.delete(id);
    }
  }
}
