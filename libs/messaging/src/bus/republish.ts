import type { OrderLog } from '@tollgate/order-log';
import type { Bus } from './bus.js';

const pageSize = 500;

/** Fills a bus that was wiped from the log: publishes every event that occurred since `since` (RFC 3339), as the bus
 *  itself would still hold it. Answers how many. Consumers meet events they know: reactors find what they appended,
 *  projections pass over them. */
export const republishFrom = async (log: Pick<OrderLog, 'readAll'>, bus: Bus, since: string): Promise<number> => {
  let cursor: string | undefined;
  let published = 0;
  for (;;) {
    const page = await log.readAll(cursor, pageSize);
    const recent = page.events.filter(({ header }) => header.occurredAt >= since);
    await Promise.all(recent.map((event) => bus.publishEvent(event)));
    published += recent.length;
    if (page.cursor === cursor) return published;
    cursor = page.cursor;
  }
};
