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
/** At the start a computer takes what its buffers hold, whether anybody reads it or not: some hundred kilobytes. Source: Linux, ip-sysctl, tcp_rmem
 *  (128 KiB of which a half is offered, and grown only as it is read); Node reads one stream's worth ahead, 64 KiB. */
const unreadBytes = 524_288;

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
 *  The first look is that of the start; before a second one nothing is known. */
export const acknowledgedAt = (looks: readonly Look[], atMs: number, handedBytes: number): number => {
  const last = looks.at(-1);
  if (last === undefined || looks.length < 2) return 0;
  const pace = last.acknowledgedBytes < unreadBytes ? steadyPace(looks) : fastestPace(looks, handedBytes > last.handedBytes);
  const since = Math.ceil(paceFactor * pace * Math.max(0, atMs - last.atMs));
  return Math.min(handedBytes, last.acknowledgedBytes + since);
};

/** Before it is certain that anybody reads: what lasted over three looks, at least. A machine may be too busy to look again in time. */
const steadyPace = (looks: readonly Look[]): number => {
  const paces = pacesOf(looks.filter(isSent)).slice(-2);
  return paces.length < 2 ? 0 : Math.min(...paces);
};

/** From the start on, where more went out since the last look. */
const fastestPace = (looks: readonly Look[], isMoving: boolean): number =>
  Math.max(0, ...pacesOf(isMoving ? looks : looks.filter(isSent)));

const isSent = ({ handedBytes }: Look): boolean => handedBytes > 0;

const pacesOf = (looks: readonly Look[]): readonly number[] =>
  looks.slice(1).map((look, index) => paceOf(looks[index] ?? look, look));

/** Bytes a millisecond. */
const paceOf = (from: Look, to: Look): number =>
  to.atMs > from.atMs ? (to.acknowledgedBytes - from.acknowledgedBytes) / (to.atMs - from.atMs) : 0;
