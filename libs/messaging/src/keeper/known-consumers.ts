import { BEGINNING, earlierCursor, type KnownConsumer } from '@tollgate/order-log';
import { type Checkpoint, cursorAt } from './checkpoints.js';
import { type ConsumerProgress, handledUpTo } from './consumer-progress.js';

type Known = Readonly<Record<string, KnownConsumer>>;

/** A consumer that is there counts as seen so long without its being written. */
const SEEN_AGAIN_MS = 3_600_000;

/** Those of the known consumers that are waited for: who was there last before `since` (RFC 3339), and is not there now, is not. */
export const expectedConsumers = (known: Known, present: readonly { readonly name: string }[], since: string): Known =>
  Object.fromEntries(
    Object.entries(known).filter(([name, { seenAt }]) => seenAt >= since || present.some((one) => one.name === name)),
  );

export interface ConsumersSeen {
  readonly present: readonly (ConsumerProgress & { readonly name: string })[];
  /** Who was sent what the log holds, and the stream's sequence when that was done: no earlier checkpoint says anything of them. */
  readonly filled: ReadonlyMap<string, number>;
  readonly checkpoints: readonly Checkpoint[];
  /** The stream's, seen before the consumers. */
  readonly lastSequence: number;
  readonly now: Date;
}

/** The known consumers, those that were filled among them, with how far each has handled the log by now. */
export const consumersSeen = (known: Known, seen: ConsumersSeen): Known => {
  const after: Record<string, KnownConsumer> = { ...known };
  for (const one of seen.present) {
    const before = known[one.name] ?? (seen.filled.has(one.name) ? { handledTo: BEGINNING, seenAt: '' } : undefined);
    if (before !== undefined) after[one.name] = consumerSeen(one, before, seen);
  }
  return after;
};

const consumerSeen = (
  one: ConsumersSeen['present'][number],
  { handledTo, seenAt }: KnownConsumer,
  { filled, checkpoints, lastSequence, now }: ConsumersSeen,
): KnownConsumer => {
  const sequence = handledUpTo(lastSequence, one);
  const cursor = sequence < (filled.get(one.name) ?? 0) ? undefined : cursorAt(checkpoints, sequence);
  return {
    handledTo: cursor === undefined || earlierCursor(cursor, handledTo) === cursor ? handledTo : cursor,
    seenAt: seenAt > new Date(now.getTime() - SEEN_AGAIN_MS).toISOString() ? seenAt : now.toISOString(),
  };
};
