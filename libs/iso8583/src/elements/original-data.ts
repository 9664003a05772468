import { MessageFormatError } from '../format-error.js';

/** Names an earlier message, so that a reversal can undo it. Source: ISO 8583:1987 DE 90 (n 42). */
export type OriginalData = {
  readonly mti: string;
  readonly stan: string;
  /** MMDDhhmmss, UTC: DE 7 of the original. */
  readonly transmissionTime: string;
  readonly acquirerId: string;
};

const LAYOUT = /^(\d{4})(\d{6})(\d{10})(\d{11})\d{11}$/;
const ID_LENGTH = 11;
const NO_FORWARDING_INSTITUTION = '0'.repeat(ID_LENGTH);

/** DE 90; acquirer ids are filled with zeros on the left, the forwarding institution is none. */
export const formatOriginalData = (original: OriginalData): string =>
  `${original.mti}${original.stan}${original.transmissionTime}${original.acquirerId.padStart(ID_LENGTH, '0')}${NO_FORWARDING_INSTITUTION}`;

/** Reads DE 90. The acquirer id comes without its leading zeros. */
export const parseOriginalData = (text: string): OriginalData => {
  const [, mti, stan, transmissionTime, acquirerId] = LAYOUT.exec(text) ?? [];
  if (mti === undefined || stan === undefined || transmissionTime === undefined || acquirerId === undefined) {
    throw new MessageFormatError('bad_length', 90, 0);
  }
  return { mti, stan, transmissionTime, acquirerId: acquirerId.replace(/^0+(?=\d)/, '') };
};
