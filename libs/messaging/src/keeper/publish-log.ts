import type { RecordedEvent } from '@tollgate/contracts';
import type { OrderLog } from '@tollgate/order-log';
import type { Bus } from '../bus/bus.js';

const PAGE_SIZE = 500;

export interface PublishLogOptions {
  readonly bus: Pick<Bus, 'publishEvent'>;
  readonly orderLog: Pick<OrderLog, 'readAll'>;
  /** A cursor of the log; from its beginning unless given. */
  readonly from?: string | undefined;
  /** RFC 3339: what occurred earlier is left out. */
  readonly since?: string | undefined;
  readonly isWanted?: (event: RecordedEvent) => boolean;
  /** Names copies that are to be taken though the server had the events already. Without it, it drops what it had within two minutes. */
  readonly copy?: string | undefined;
  /** Told how many were published by now. */
  readonly onProgress?: (count: number) => void;
}

/** Publishes the log's events once more, and answers how many. Consumers meet events they know: reactors find what they
 *  appended, projections pass over them. Throws TransientError where the bus does not take one within its time. */
export const publishLog = async ({
  bus,
  orderLog,
  from,
  since = '',
  isWanted,
  copy,
  onProgress,
}: PublishLogOptions): Promise<number> => {
  let cursor = from;
  let count = 0;
  for (;;) {
    const page = await orderLog.readAll(cursor, PAGE_SIZE);
    const wanted = page.events.filter((event) => event.header.occurredAt >= since && (isWanted?.(event) ?? true));
    await Promise.all(wanted.map((event) => bus.publishEvent(event, { copy })));
    count += wanted.length;
    onProgress?.(count);
    if (page.cursor === cursor) return count;
    cursor = page.cursor;
  }
};
