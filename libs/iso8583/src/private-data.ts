import { MessageFormatError } from './format-error.js';

/** What the issuer checks the customer against: never kept, never logged. */
export type PrivateData = {
  /** Digits of the street line, for address verification; at most 20 are sent. */
  readonly addressDigits?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly cvc?: string | undefined;
};

/** Subelements of DE 48: two digits of tag, two of length, the data. ISO 8583:1987 leaves DE 48 to the parties; the shape is
 *  the one Mastercard gives it, whose tag 92 is the card validation code as here; 01 and 02 are ours. */
const TAGS = [
  { tag: '01', name: 'addressDigits' },
  { tag: '02', name: 'postalCode' },
  { tag: '92', name: 'cvc' },
] as const satisfies readonly { tag: string; name: keyof PrivateData }[];

const DE = 48;
const HEADER = /^(\d\d)(\d\d)$/;
const HEADER_LENGTH = 4;

/** DE 48, or undefined when there is nothing to say: an element may not be empty. Data of more than 99 characters is refused. */
export const formatPrivateData = (data: PrivateData): string | undefined => {
  const parts = TAGS.map(({ tag, name }) => subelement(tag, data[name] ?? ''));
  return parts.join('') || undefined;
};

const subelement = (tag: string, value: string): string => {
  if (value.length > 99) throw new MessageFormatError('bad_length', DE, 0);
  return value === '' ? '' : `${tag}${String(value.length).padStart(2, '0')}${value}`;
};

/** Reads DE 48; tags of others are passed over. Throws MessageFormatError, its offset counted from the start of the element. */
export const parsePrivateData = (text: string): PrivateData => {
  const data: { -readonly [Name in keyof PrivateData]: PrivateData[Name] } = {};
  let offset = 0;
  while (offset < text.length) {
    const [, tag, length] = HEADER.exec(text.slice(offset, offset + HEADER_LENGTH)) ?? [];
    if (length === undefined) throw new MessageFormatError('bad_character', DE, offset);
    const end = offset + HEADER_LENGTH + Number(length);
    if (end > text.length) throw new MessageFormatError('truncated', DE, text.length);
    const known = TAGS.find((each) => each.tag === tag);
    if (known !== undefined) data[known.name] = text.slice(offset + HEADER_LENGTH, end);
    offset = end;
  }
  return data;
};
