/** Why a message does not fit the specification. */
export type FormatProblem = 'truncated' | 'trailing_bytes' | 'bad_character' | 'bad_length' | 'unknown_field';

/** Where it does not fit: the number of a data element, or a part of the message that is none. */
export type FormatPlace = number | 'frame' | 'mti' | 'bitmap' | 'end';

/** Bytes, or a message to be packed, that do not follow the specification. Names the place and the byte offset and never the
 *  value, since the value may be a PAN. */
export class MessageFormatError extends Error {
  override readonly name = 'MessageFormatError';

  constructor(
    readonly problem: FormatProblem,
    readonly place: FormatPlace,
    readonly offset: number,
  ) {
    super(`${typeof place === 'number' ? `DE ${place}` : place} at offset ${offset}: ${problem}`);
  }
}
