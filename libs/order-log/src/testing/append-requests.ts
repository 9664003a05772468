import { newEvent, type RecordedEvent, type Subject } from '@tollgate/contracts';
import { v7 } from 'uuid';
import { type AppendRequest, type IdempotencyRecord, noHash, type Publish } from '../append/append-request.js';
import type { OrderLog } from '../order-log.js';

/** How the suite opens one service's log; all that it opens between two calls of `reset` share their store. */
export interface LogHarness {
  open(service: string, options?: { publish?: Publish; onOutcome?: (event: RecordedEvent) => void }): Promise<OrderLog>;
}

export const merchant = 'mer_demo';
export const mode = 'test';

export const ofOrder = (id: string): Subject => ({ kind: 'order', id });

/** An order as ingress places it. */
export const placement = (changes: Partial<AppendRequest> = {}): AppendRequest => {
  const order = v7();
  return {
    subject: ofOrder(order),
    merchant,
    mode,
    events: [newEvent('OrderPlaced', { type: 'sale', currency: 'USD', sealedPersonalData: 'Zürich' })],
    expectedVersion: 0,
    previousHash: noHash,
    causation: v7(),
    correlation: order,
    ...changes,
  };
};

export const idempotencyRecordOf = (changes: Partial<IdempotencyRecord> = {}): IdempotencyRecord => ({
  id: v7(),
  merchant,
  mode,
  scope: 'request',
  key: v7(),
  fingerprint: 'ab12',
  ...changes,
});

/** Appends, and answers the events; fails the test when it was not appended. */
export const appended = async (log: OrderLog, request: AppendRequest): Promise<readonly RecordedEvent[]> => {
  const result = await log.append(request);
  if (result.outcome !== 'appended') throw new Error(`appended was expected, not ${result.outcome}`);
  return result.events;
};

/** The one item; a test fails where there are more, or none. */
export const only = <T>(items: readonly T[]): T => {
  expect(items).toHaveLength(1);
  return items[0] as T;
};

/** The logs of one test, closed after it. */
export interface Bench {
  readonly open: LogHarness['open'];
  /** An order that was just placed. */
  readonly placed: () => Promise<RecordedEvent>;
}

/** Opens logs for the suite at hand, and closes each after its test. */
export const benchOf = (harness: LogHarness): Bench => {
  const logs: OrderLog[] = [];
  const open: LogHarness['open'] = async (service, options) => {
    const log = await harness.open(service, options);
    logs.push(log);
    return log;
  };
  afterEach(async () => {
    await Promise.all(logs.splice(0).map((log) => log.close()));
  });
  return { open, placed: async () => only(await appended(await open('gateway-ingress'), placement())) };
};

/** What a service appends because of an event: the first of its stream unless changed. */
export const follow = (
  cause: RecordedEvent,
  events: AppendRequest['events'],
  changes: Partial<AppendRequest> = {},
): AppendRequest => ({
  subject: cause.header.subject,
  merchant,
  mode,
  events,
  expectedVersion: 0,
  previousHash: cause.hash,
  causation: cause.header.id,
  correlation: cause.header.subject.id,
  ...changes,
});
