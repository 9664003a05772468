import fc from 'fast-check';
import type { PlainEvent } from './naive-reports.js';
import { histories } from './random-histories.js';
import type { TestStack } from './test-stack.js';
import { writeEvents } from './write-histories.js';

const ORDERS = 150;
const PAGE = 100;

/** Fills the log with random orders, side by side as they come, each in the order of its own events, and waits for the reports. */
export const fillWithRandomOrders = async (stack: TestStack): Promise<void> => {
  const [orders = []] = fc.sample(histories(ORDERS, ORDERS), { seed: 8, numRuns: 1 });
  const longest = Math.max(...orders.map(({ length }) => length));
  const events = Array.from({ length: longest }, (_, step) => orders.flatMap((order) => order[step] ?? [])).flat();
  for (let from = 0; from < events.length; from += PAGE) await writeEvents(stack.superuser, events.slice(from, from + PAGE));
  await stack.applied();
};

/** All that is in the log. */
export const loggedIn = (stack: TestStack): Promise<readonly PlainEvent[]> =>
  stack.rows<PlainEvent>(
    `SELECT type, subject_id AS order, header->>'id' AS id, header->>'merchant' AS merchant, header->>'occurredAt' AS at, data
     FROM order_log.events ORDER BY position`,
  );
