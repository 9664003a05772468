import type { ByteRange } from './select-bytes.js';

/** A transfer that ended, or sent everything, without a sign that the client had its last byte. */
export interface UnprovenTransfer extends ByteRange {
  /** How far it can have arrived at most: what the client's computer can have acknowledged. */
  readonly believedTo: number;
  /** Where it was to end by the client's plan: the end of an explicit part, or where another request began that came while this one ran. */
  readonly plannedTo: number | undefined;
  /** It was acknowledged whole, and then neither an end nor an error came from the client. */
  readonly isSilent: boolean;
}

/** A later request for the rest of the file. */
export interface Resume {
  readonly startByte: number;
  readonly sizeBytes: number;
}

/** Whether a request for the rest of the file from `startByte` on, made while no other transfer of the entitlement ran, shows that the client has
 *  the transfer's bytes before it: it goes on where that one ended for it. Nobody goes on behind what their computer has not acknowledged; that is a
 *  part of a plan (D1, D2). Neither does one that ended with an error prove its last byte by a request for what follows, but for
 *  one at the end of the file, which nobody plans. In doubt no: that costs one more fetch, and a wrong yes would deny the customer the file. */
export const isProvenBy = (
  { firstByte, endByte, believedTo, isSilent }: UnprovenTransfer,
  { startByte, sizeBytes }: Resume,
): boolean => firstByte < startByte && startByte <= believedTo && (startByte < endByte || isSilent || startByte === sizeBytes);

/** Whether a request for bytes goes on with the very part of a plan that broke: behind its beginning, to its end, and with bytes behind which the
 *  client's computer had acknowledged everything. Other parts prove nothing of each other. */
export const isContinuedBy = ({ firstByte, believedTo, plannedTo }: UnprovenTransfer, next: ByteRange): boolean =>
  plannedTo === next.endByte && firstByte < next.firstByte && next.firstByte <= believedTo;
