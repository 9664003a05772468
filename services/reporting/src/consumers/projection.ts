import type { RecordedEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { endSpan, type ParkedEvents, startSpan } from '@tollgate/messaging';
import { crashPoint, type OrderLog } from '@tollgate/order-log';
import type { Log } from '@tollgate/service';
import type { Generation, ReportStore } from '../adapters/postgres/report-store.js';
import { byOrder, changesOf, isSettled, type Step } from '../domain/apply-page.js';
import { MissingEvents, type ReportedOrder, report, tell } from '../domain/reported-order.js';

export interface ProjectionParts {
  readonly orders: Pick<OrderLog, 'readAll' | 'read'>;
  readonly store: ReportStore;
  readonly parked: Pick<ParkedEvents, 'park'>;
  readonly log: Log;
}

/** What a step did. */
export interface Advance {
  readonly eventCount: number;
  /** The log has more than this page held. */
  readonly isFull: boolean;
}

type PageEvent = RecordedEvent & { readonly position: bigint };

/** The places where a crash could count an order twice, or not at all. */
export const reportCrashPoints = {
  /** A page is read and told, nothing is written. */
  beforeApply: 'report:before-apply',
  /** Rows and position are written, the process does not know it yet. */
  afterApply: 'report:after-apply',
} as const;

const keptInMind = 4_096;

const highestOf = (events: readonly PageEvent[]): bigint => {
  let highest = 0n;
  for (const { position } of events) if (position > highest) highest = position;
  return highest;
};

/** A span for each event of a traced order: that it is reported ends its way. A rebuild is nobody's way. */
const spansOf = (events: readonly PageEvent[]) =>
  events.flatMap(({ type, header }) => startSpan(`report ${type}`, header.traceparent) ?? []);

/** One generation of the read models, page by page from the log. Orders under way are kept in mind, so that in the normal course nothing is
 *  read but the page; for any other order its row says how far it is, and its history what it was then. */
export class Projection {
  private readonly underWay = new Map<string, ReportedOrder>();
  private cursor: string | undefined;

  constructor(private readonly parts: ProjectionParts) {}

  /** Applies the next page after where the generation stands. Exactly once in effect: rows and position move together. */
  async advance(at: Generation, limit: number): Promise<Advance> {
    const { orders, store } = this.parts;
    if (this.cursor !== at.cursor) this.underWay.clear();
    const page = await orders.readAll(at.cursor === '' ? undefined : at.cursor, limit);
    const eventCount = page.events.length;
    if (eventCount === 0 && page.cursor === at.cursor) return { eventCount, isFull: false };
    const spans = at.state === 'live' ? spansOf(page.events) : [];
    const steps = await this.stepsOf(at.generation, page.events);
    crashPoint(reportCrashPoints.beforeApply);
    const isApplied = await store.apply({
      generation: at.generation,
      from: at.cursor,
      to: page.cursor,
      position: highestOf(page.events),
      eventCount,
      changes: changesOf(steps),
    });
    for (const span of spans) endSpan(span);
    crashPoint(reportCrashPoints.afterApply);
    invariant(isApplied, 'only the leading replica moves the position');
    this.keepInMind(steps);
    this.cursor = page.cursor;
    return { eventCount, isFull: eventCount >= limit };
  }

  private async stepsOf(generation: number, events: readonly PageEvent[]): Promise<readonly Step[]> {
    const steps: Step[] = [];
    const unknown = new Map<string, readonly PageEvent[]>();
    for (const [order, itsEvents] of byOrder(events)) {
      const before = this.underWay.get(order);
      try {
        steps.push({ before, after: report(before, itsEvents) });
      } catch (error) {
        if (error instanceof MissingEvents) unknown.set(order, itsEvents);
        else await this.park(itsEvents, error);
      }
    }
    if (unknown.size > 0) steps.push(...(await this.tellAnew(generation, unknown)));
    return steps;
  }

  /** From their histories: as their rows stand, and as they are now. What the history holds beyond the page comes again later and changes nothing. */
  private async tellAnew(generation: number, unknown: ReadonlyMap<string, readonly PageEvent[]>): Promise<readonly Step[]> {
    const { orders, store } = this.parts;
    const versions = await store.versionsOf(generation, [...unknown.keys()]);
    const result = await Promise.all(
      [...unknown].map(async ([order, events]) => {
        const history = await orders.read(order);
        const upTo = versions.get(order);
        try {
          const after = tell(history);
          invariant(after !== undefined, `order ${order} begins with OrderPlaced`);
          return [{ before: upTo && tell(history, upTo), after }];
        } catch (error) {
          await this.park(events, error);
          return [];
        }
      }),
    );
    return result.flat();
  }

  /** I16: an order that cannot be told is put aside, for the reports of all others to go on. Once the cause is mended, a rebuild brings it in. */
  private async park(events: readonly PageEvent[], error: unknown): Promise<void> {
    const { parked, log } = this.parts;
    for (const event of events) {
      await parked.park(event, error);
      log.error(
        { event: event.header.id, order: event.header.order, type: event.type, error },
        'event cannot be reported and was parked',
      );
    }
  }

  private keepInMind(steps: readonly Step[]): void {
    for (const { after } of steps) {
      const { id } = after.order;
      this.underWay.delete(id);
      if (!isSettled(after)) this.underWay.set(id, after);
    }
    for (const id of this.underWay.keys()) {
      if (this.underWay.size <= keptInMind) return;
      this.underWay.delete(id);
    }
  }
}
