import type { RecordedEvent, Stream } from '@tollgate/contracts';
import { evolve, fold, type Order } from '@tollgate/order';
import { addCredit, addRefund, nothingReturned, type Returned } from '../sales/returned.js';
import { addCapture, nothingSold, type Sold } from '../sales/sold.js';
import { MissingEvents } from './missing-events.js';

/** How far each stream of an order has come: the version of its last event. */
export type Versions = Readonly<Partial<Record<Stream, number>>>;

/** What reports are made of: the order as the one fold tells it, and what its captures and refunds were for. */
export interface ReportedOrder {
  readonly order: Order;
  readonly sold: Sold;
  readonly returned: Returned;
}

/** An order before and after one of its events. */
export interface OrderStep {
  readonly event: RecordedEvent;
  /** Undefined for what the order begins with. */
  readonly before: ReportedOrder | undefined;
  readonly after: ReportedOrder;
}

const begin = (event: RecordedEvent): ReportedOrder => {
  const order = fold([event]);
  if (order === undefined) throw new MissingEvents('an order begins with being placed');
  return { order, sold: nothingSold, returned: nothingReturned };
};

const next = (before: ReportedOrder | undefined, event: RecordedEvent): ReportedOrder => {
  if (before === undefined) return begin(event);
  const sold = event.type === 'PaymentCaptured' ? addCapture(before, event.data) : before.sold;
  return { order: evolve(before.order, event), sold, returned: returnedAfter(before, event) };
};

const returnedAfter = (before: ReportedOrder, event: RecordedEvent): Returned => {
  if (event.type === 'PaymentRefunded') return addRefund(before, event.data);
  return event.type === 'CreditSettled' ? addCredit(before, event.data) : before.returned;
};

const reachedIn = (reported: ReportedOrder | undefined, stream: Stream): number => reported?.order.heads[stream]?.version ?? 0;

/** What a version that is not among the events means: it has still to be read, or a later release wrote it. */
type Gap = 'missing' | 'passed_over';

const walk = (before: ReportedOrder | undefined, events: readonly RecordedEvent[], gap: Gap): readonly OrderStep[] => {
  const steps: OrderStep[] = [];
  let state = before;
  for (const event of events) {
    const { stream, version, subject } = event.header;
    const reached = reachedIn(state, stream);
    if (version <= reached) continue;
    if (version > reached + 1 && gap === 'missing')
      throw new MissingEvents(`${subject.id}: ${stream} ${version} follows ${reached}`);
    const after = next(state, event);
    steps.push({ event, before: state, after });
    state = after;
  }
  return steps;
};

/** I7: an order's way through further events, each stream's versions contiguous; events that were applied before are left out.
 *  Throws MissingEvents at a gap, and where the order does not begin with being placed. */
export const stepsOf = (before: ReportedOrder | undefined, events: readonly RecordedEvent[]): readonly OrderStep[] =>
  walk(before, events, 'missing');

/** The same through an order's whole history. A version that is not in it is of a later release, and passed over: within a
 *  stream none is committed before the one that it follows. */
export const stepsOfHistory = (before: ReportedOrder | undefined, history: readonly RecordedEvent[]): readonly OrderStep[] =>
  walk(before, history, 'passed_over');

/** The order as its history tells it up to these versions; undefined where nothing was placed by then. */
export const reportedAt = (history: readonly RecordedEvent[], versions: Versions): ReportedOrder | undefined =>
  stepsOfHistory(
    undefined,
    history.filter(({ header }) => header.version <= (versions[header.stream] ?? 0)),
  ).at(-1)?.after;

/** How far the streams of the order are told. */
export const versionsOf = ({ order: { heads } }: ReportedOrder): Versions =>
  Object.fromEntries(Object.entries(heads).map(([stream, { version }]) => [stream, version]));
