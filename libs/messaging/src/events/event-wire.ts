import { type RecordedEvent, readEvent } from '@tollgate/contracts';

/** An event on the bus: three lines, the hash, the header's text, the data's text. JSON texts hold no line break, so
 *  the exact bytes that were hashed and stored travel unchanged, and `nats sub` shows them as they are. */
export const toWire = ({ hash, headerText, dataText }: RecordedEvent): string => `${hash}\n${headerText}\n${dataText}`;

const hashLength = 64;

/** Undefined for a type of a later release. Throws on what is no event. */
export const fromWire = (text: string): RecordedEvent | undefined => {
  const endOfHeader = text.indexOf('\n', hashLength + 1);
  if (text.charAt(hashLength) !== '\n' || endOfHeader === -1) throw new TypeError('not an event of the log');
  return readEvent({
    headerText: text.slice(hashLength + 1, endOfHeader),
    dataText: text.slice(endOfHeader + 1),
    hash: text.slice(0, hashLength),
  });
};
