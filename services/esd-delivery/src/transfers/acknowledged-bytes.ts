/** What was known of a transfer when the kernel was asked. */
export interface Look {
  readonly atMs: number;
  /** Given to the connection by then. */
  readonly handedBytes: number;
  /** What the client's computer had of it. */
  readonly acknowledgedBytes: number;
}

/** The kernel is asked now and then; what arrived since is taken for at most so many times the fastest pace that was seen. */
const paceFactor = 2;
const keptLooks = 5;

/** How much of what was handed to a connection can have left for the client at most: the kernel counts the bytes of TLS too, 22 for each
 *  record of 16 KiB. Source: RFC 8446 §5.2. */
export const acknowledgedOf = (handedBytes: number, unacknowledgedBytes: number): number =>
  Math.max(0, handedBytes - Math.floor((unacknowledgedBytes * 16_384) / 16_406));

/** How much has for certain. Of a write that is under way nobody knows how much the kernel has, so it counts for nothing; and there may be no TLS. */
export const certainlyAcknowledgedOf = (writtenBytes: number, unacknowledgedBytes: number): number =>
  Math.max(0, writtenBytes - unacknowledgedBytes);

/** The looks after one more. */
export const withLook = (looks: readonly Look[], look: Look): readonly Look[] => [...looks, look].slice(-keptLooks);

/** How much the client's computer can have acknowledged by `atMs`. Not the bytes that were handed over: megabytes of them may lie in buffers of ours.
 *  At the start a computer takes what its buffers hold, whether anybody reads it or not: that is no pace, so two looks at what was sent make the first. */
export const acknowledgedAt = (looks: readonly Look[], atMs: number, handedBytes: number): number => {
  const sent = looks.filter(({ handedBytes: handed }) => handed > 0);
  const last = sent.at(-1);
  if (last === undefined) return 0;
  const paces = sent.slice(1).map((look, index) => paceOf(sent[index] ?? look, look));
  const since = Math.ceil(paceFactor * Math.max(0, ...paces) * Math.max(0, atMs - last.atMs));
  return Math.min(handedBytes, last.acknowledgedBytes + since);
};

/** Bytes a millisecond. */
const paceOf = (from: Look, to: Look): number =>
  to.atMs > from.atMs ? (to.acknowledgedBytes - from.acknowledgedBytes) / (to.atMs - from.atMs) : 0;
