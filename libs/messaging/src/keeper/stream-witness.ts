import type { StreamWitness } from '@tollgate/order-log';

/** A stream at one moment, and the id of the message that a witness names where it is still there. */
export interface SeenStream {
  readonly created: string;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly messageIdAt: string | undefined;
}

/** Whether a stream is still the one that was seen before, with everything it held then but what was removed as handled. It is not when it was
 *  made anew, when it ends before the message that was seen, and when another message stands in that one's place: then it was deleted, or its
 *  server came back with an older state of its files, and lost what it had acknowledged. */
export const isSameStream = (
  { streamCreated, sequence, messageId }: Omit<StreamWitness, 'publishedTo'>,
  { created, firstSequence, lastSequence, messageIdAt }: SeenStream,
): boolean => {
  if (created !== streamCreated || lastSequence < sequence) return false;
  return sequence < firstSequence || messageIdAt === messageId;
};
