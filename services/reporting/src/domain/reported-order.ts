import type { RecordedEvent, Stream } from '@tollgate/contracts';
import { evolve, fold, type Order } from '@tollgate/order';

/** How far each stream of an order has come: the version of its last event. */
export type Versions = Readonly<Partial<Record<Stream, number>>>;

/** What reports are made of: the order as the one fold tells it, and when its money was taken. */
export interface ReportedOrder {
  readonly order: Order;
  /** RFC 3339, of PaymentCaptured. */
  readonly capturedAt: string | undefined;
}

/** Events are missing between what was applied and this one: the order has to be told anew from the log. */
export class MissingEvents extends Error {
  override readonly name = 'MissingEvents';
}

const capturedAtOf = (events: readonly RecordedEvent[]): string | undefined =>
  events.find(({ type }) => type === 'PaymentCaptured')?.header.occurredAt;

/** The order its whole history tells; with `upTo`, as it was when the streams had come that far. Undefined where nothing was placed by then. */
export const tell = (history: readonly RecordedEvent[], upTo?: Versions): ReportedOrder | undefined => {
  const result = upTo === undefined ? history : history.filter(({ header }) => header.version <= (upTo[header.stream] ?? 0));
  const order = fold(result);
  return order && { order, capturedAt: capturedAtOf(result) };
};

const follow = (before: ReportedOrder, event: RecordedEvent): ReportedOrder => {
  const { stream, version } = event.header;
  const reached = before.order.heads[stream]?.version ?? 0;
  if (version <= reached) return before;
  if (version > reached + 1) throw new MissingEvents(`${event.header.order}: ${stream} ${version} follows ${reached}`);
  return { order: evolve(before.order, event), capturedAt: before.capturedAt ?? capturedAtOf([event]) };
};

/** I7: the order after further events, each stream's versions contiguous. Events applied before change nothing.
 *  Throws MissingEvents at a gap, and where an order does not begin with its OrderPlaced. */
export const report = (before: ReportedOrder | undefined, events: readonly RecordedEvent[]): ReportedOrder => {
  const begun = before ?? tell(events.slice(0, 1));
  if (begun === undefined) throw new MissingEvents('an order begins with OrderPlaced');
  return events.reduce(follow, begun);
};

export const versionsOf = ({ order: { heads } }: ReportedOrder): Versions =>
  Object.fromEntries(Object.entries(heads).map(([stream, { version }]) => [stream, version]));
