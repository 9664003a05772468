import type { ByteRange } from './select-bytes.js';

/** A transfer that ended without a sign that the client had its last byte. */
export interface UnprovenTransfer extends ByteRange {
  /** How far it got: the bytes before this one were handed to the network. */
  readonly sentTo: number;
  /** It was sent whole, and then neither an end nor an error came from the client. */
  readonly isSilent: boolean;
}

/** Whether a later request that starts at `startByte` shows that the client has the transfer's bytes before it: it goes on where that one
 *  ended for it. A request for the next part of a plan shows nothing of a part that ended with an error, as it starts there anyway. In
 *  doubt no: that costs one more fetch, and a wrong yes would deny the customer the file. */
export const isProvenBy = ({ firstByte, endByte, sentTo, isSilent }: UnprovenTransfer, startByte: number): boolean =>
  firstByte < startByte && startByte <= sentTo && (startByte < endByte || isSilent);
