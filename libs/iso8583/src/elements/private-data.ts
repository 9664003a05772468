import { MessageFormatError } from '../format-error.js';

/** What the issuer checks the customer against: never kept, never logged. */
export type PrivateData = {
  /** Digits of the street line, for address verification. */
  readonly addressDigits?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly cvc?: string | undefined;
};

/** Subelements of DE 48 by tag: two digits of tag, two of length, the data. ISO 8583:1987 leaves DE 48 to the parties. */
export type PrivateDataTags = { readonly [Name in keyof Required<PrivateData>]: string };

const NAMES = ['addressDigits', 'postalCode', 'cvc'] as const satisfies readonly (keyof PrivateData)[];
const DE = 48;
const HEADER = /^(\d\d)(\d\d)$/;
const HEADER_LENGTH = 4;
const MAX_LENGTH = 99;

/** DE 48, or undefined when there is nothing to say: an element may not be empty. Data of more than 99 characters is refused. */
export const formatPrivateData = (data: PrivateData, tags: PrivateDataTags): string | undefined =>
  NAMES.map((name) => subelement(tags[name], data[name] ?? '')).join('') || undefined;

const subelement = (tag: string, value: string): string => {
  if (value.length > MAX_LENGTH) throw new MessageFormatError('bad_length', DE, 0);
  return value === '' ? '' : `${tag}${String(value.length).padStart(2, '0')}${value}`;
};

/** Reads DE 48; tags of others are passed over. Throws MessageFormatError, its offset counted from the start of the element. */
export const parsePrivateData = (text: string, tags: PrivateDataTags): PrivateData => {
  const data: { -readonly [Name in keyof PrivateData]: PrivateData[Name] } = {};
  let offset = 0;
  while (offset < text.length) {
    const [, tag, length] = HEADER.exec(text.slice(offset, offset + HEADER_LENGTH)) ?? [];
    if (length === undefined) throw new MessageFormatError('bad_character', DE, offset);
    const end = offset + HEADER_LENGTH + Number(length);
    if (end > text.length) throw new MessageFormatError('truncated', DE, text.length);
    const known = NAMES.find((name) => tags[name] === tag);
    if (known !== undefined) data[known] = text.slice(offset + HEADER_LENGTH, end);
    offset = end;
  }
  return data;
};
