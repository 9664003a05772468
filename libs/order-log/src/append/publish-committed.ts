import type { RecordedEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { wakes } from '@tollgate/order';
import { crashPoint, crashPoints } from '../crash-point.js';
import type { Publish, PublishOptions } from './append-request.js';

/** The ways out of the log. */
export interface Publisher {
  readonly publish: Publish;
  /** Wakes whoever waits for the order's outcome: a hint, once per group of events. */
  readonly onOutcome?: ((event: RecordedEvent) => void) | undefined;
}

/** Publishes what is committed: a wake-up for the last outcome among the events, then every event in order. Throws
 *  TransientError when the bus did not take one. */
export const publishCommitted = async (
  { publish, onOutcome }: Publisher,
  events: readonly RecordedEvent[],
  options?: PublishOptions,
): Promise<void> => {
  const outcome = onOutcome && events.findLast(wakes);
  if (outcome) onOutcome(outcome);
  try {
    await Promise.all(events.map((event) => publish(event, options)));
  } catch (cause) {
    throw new TransientError('the bus did not take a committed event', { cause });
  }
  crashPoint(crashPoints.publishAfterAck);
};
