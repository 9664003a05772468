import type { RecordedEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import type { OrderLog } from '@tollgate/order-log';

/** A merchant's command about an order. */
export interface OrderCommand {
  /** The order's uuid. */
  readonly order: string;
  /** What its events name as their causation. */
  readonly causation: string;
}

/** Appends what a command decided. A TransientError leaves open whether the log has it, as the bus alone may have been away: where it has, what
 *  the command appended is the answer, and the log's relay publishes it. Throws the TransientError where the log has nothing of the command, or
 *  is out of reach. */
export const recordOrFind = async <T>(
  log: Pick<OrderLog, 'read'>,
  { order, causation }: OrderCommand,
  append: () => Promise<T>,
): Promise<T | readonly RecordedEvent[]> => {
  try {
    return await append();
  } catch (error) {
    if (!(error instanceof TransientError)) throw error;
    const recorded = (await log.read(order)).filter(({ header }) => header.causation === causation);
    if (recorded.length === 0) throw error;
    return recorded;
  }
};
