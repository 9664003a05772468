import { earlierCursor } from '@tollgate/order-log';

/** Everything below the cursor of the log lies at the sequence of the stream, or before it. */
export interface Checkpoint {
  readonly cursor: string;
  readonly sequence: number;
}

/** An hour of looks; beyond it every second one is dropped, so that a consumer that is away for days costs no memory. */
const MAX_CHECKPOINTS = 3_600;

/** The checkpoints with another one, in the place of the last where the stream has not grown since. */
export const withCheckpoint = (checkpoints: readonly Checkpoint[], next: Checkpoint): readonly Checkpoint[] => {
  if (checkpoints.at(-1)?.sequence === next.sequence) return [...checkpoints.slice(0, -1), next];
  const kept = checkpoints.length < MAX_CHECKPOINTS ? checkpoints : checkpoints.filter((_, index) => index % 2 === 0);
  return [...kept, next];
};

/** The cursor of the log below which everything lies at the sequence or before it; undefined where no checkpoint says so. */
export const cursorAt = (checkpoints: readonly Checkpoint[], sequence: number): string | undefined =>
  checkpoints.findLast((checkpoint) => checkpoint.sequence <= sequence)?.cursor;

/** The checkpoints that may still be asked for: those from the last one that lies at the sequence or before it. */
export const withoutSettled = (checkpoints: readonly Checkpoint[], sequence: number): readonly Checkpoint[] => {
  const index = checkpoints.findLastIndex((checkpoint) => checkpoint.sequence <= sequence);
  return index <= 0 ? checkpoints : checkpoints.slice(index);
};

/** The earliest of cursors; undefined of none. */
export const earliestOf = (cursors: readonly string[]): string | undefined =>
  cursors.length === 0 ? undefined : cursors.reduce(earlierCursor);
