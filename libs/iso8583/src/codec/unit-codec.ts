import { MessageFormatError } from '../format-error.js';
import type { BcdPadding, ByteEncoding, TextEncoding } from '../wire-format.js';
import { type CharacterClass, fits } from './characters.js';
import { EBCDIC_TO_LATIN1 } from './ebcdic.data.js';

/** One message off the wire, as bytes and as the same in Latin-1. */
export interface Input {
  readonly bytes: Uint8Array;
  readonly text: string;
}

export type Place = number | 'mti';

/** Writes and reads the content of one field. A unit is a character, a digit, or a byte written as two hexadecimal digits. */
export interface UnitCodec {
  readonly unitsOf: (value: string) => number;
  readonly sizeOf: (units: number) => number;
  /** Throws MessageFormatError on a character that the field may not hold. */
  readonly write: (bytes: Uint8Array, offset: number, value: string) => void;
  /** All bytes of it are there. Throws MessageFormatError likewise. */
  readonly read: (input: Input, offset: number, units: number) => string;
}

const lengthOf = (value: string): number => value.length;
const same = (units: number): number => units;
const badCharacter = (place: Place, offset: number): MessageFormatError => new MessageFormatError('bad_character', place, offset);

const checked = (text: string, type: CharacterClass, at: { readonly place: Place; readonly offset: number }): string => {
  for (let index = 0; index < text.length; index++) {
    if (!fits(text.charCodeAt(index), type)) throw badCharacter(at.place, at.offset + index);
  }
  return text;
};

/** What others put into free text is theirs: it is kept as it came. */
const received = (text: string, type: CharacterClass, at: { readonly place: Place; readonly offset: number }): string =>
  type === 'ans' ? text : checked(text, type, at);

const FROM_EBCDIC = Uint8Array.from({ length: 256 }, (_, code) =>
  Number.parseInt(EBCDIC_TO_LATIN1.slice(code * 2, code * 2 + 2), 16),
);
const TO_EBCDIC = new Uint8Array(256);
for (const [code, character] of FROM_EBCDIC.entries()) TO_EBCDIC[character] = code;

/** The space of an encoding. */
export const spaceOf = (encoding: TextEncoding): number => (encoding === 'ascii' ? 0x20 : 0x40);

const asciiCodec = (type: CharacterClass, place: Place): UnitCodec => ({
  unitsOf: lengthOf,
  sizeOf: same,
  write: (bytes, offset, value) => {
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index);
      if (!fits(code, type)) throw badCharacter(place, offset + index);
      bytes[offset + index] = code;
    }
  },
  read: ({ text }, offset, units) => received(text.slice(offset, offset + units), type, { place, offset }),
});

const ebcdicText = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(FROM_EBCDIC[byte] ?? 0);
  return text;
};

const ebcdicCodec = (type: CharacterClass, place: Place): UnitCodec => ({
  unitsOf: lengthOf,
  sizeOf: same,
  write: (bytes, offset, value) => {
    checked(value, type, { place, offset });
    for (let index = 0; index < value.length; index++) bytes[offset + index] = TO_EBCDIC[value.charCodeAt(index)] ?? 0;
  },
  read: ({ bytes }, offset, units) => received(ebcdicText(bytes.subarray(offset, offset + units)), type, { place, offset }),
});

/** Characters, one a byte. */
export const characterCodec = (encoding: TextEncoding, type: CharacterClass, place: Place): UnitCodec =>
  encoding === 'ascii' ? asciiCodec(type, place) : ebcdicCodec(type, place);

const half = (units: number): number => (units + 1) >> 1;
const ZERO = 0x30;

/** A half byte as a character: 0 to F are `0` to `?`, so that D is `=`, the separator of a track. */
const halfBytesOf = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(ZERO + (byte >> 4), ZERO + (byte & 15));
  return text;
};

/** Digits, two a byte; of a track also its separator. Throws on a digit, or a filler, that it may not hold. */
export const bcdCodec = (padding: BcdPadding, highest: 9 | 15, place: Place): UnitCodec => {
  const filler = padding === 'right-f' ? '?' : '0';
  const isLeft = padding === 'left-0';
  const filled = (value: string): string => {
    if (value.length % 2 === 0) return value;
    return isLeft ? filler + value : value + filler;
  };
  const verified = (value: string, offset: number): string => {
    for (let index = 0; index < value.length; index++) {
      const digit = value.charCodeAt(index) - ZERO;
      if (digit < 0 || digit > highest) throw badCharacter(place, offset + (index >> 1));
    }
    return value;
  };
  return {
    unitsOf: lengthOf,
    sizeOf: half,
    write: (bytes, offset, value) => {
      const digits = filled(verified(value, offset));
      for (let index = 0; index < digits.length; index += 2) {
        bytes[offset + index / 2] = ((digits.charCodeAt(index) - ZERO) << 4) | (digits.charCodeAt(index + 1) - ZERO);
      }
    },
    read: ({ bytes }, offset, units) => {
      const digits = halfBytesOf(bytes.subarray(offset, offset + half(units)));
      const start = isLeft ? digits.length - units : 0;
      const value = verified(digits.slice(start, start + units), offset);
      if (filled(value) !== digits) throw badCharacter(place, offset + (isLeft ? 0 : digits.length / 2 - 1));
      return value;
    },
  };
};

const HEX = /^[0-9a-f]*$/;
const pairs = (value: string): number => value.length / 2;

/** Bytes, in code as lower-case hexadecimal digits. */
export const byteCodec = (encoding: ByteEncoding, text: TextEncoding, place: Place): UnitCodec => {
  const digits = characterCodec(text, 'an', place);
  const checkedHex = (value: string, offset: number): string => {
    if (!HEX.test(value)) throw badCharacter(place, offset);
    return value;
  };
  if (encoding === 'hex') {
    return {
      unitsOf: pairs,
      sizeOf: (units) => units * 2,
      write: (bytes, offset, value) => digits.write(bytes, offset, checkedHex(value, offset).toUpperCase()),
      read: (input, offset, units) => checkedHex(digits.read(input, offset, units * 2).toLowerCase(), offset),
    };
  }
  return {
    unitsOf: pairs,
    sizeOf: same,
    write: (bytes, offset, value) => {
      checkedHex(value, offset);
      for (let index = 0; index < value.length; index += 2) {
        bytes[offset + index / 2] = Number.parseInt(value.slice(index, index + 2), 16);
      }
    },
    read: ({ bytes }, offset, units) => {
      let text = '';
      for (const byte of bytes.subarray(offset, offset + units)) text += byte.toString(16).padStart(2, '0');
      return text;
    },
  };
};

/** A sign (`C` or `D`) and digits: the sign is a character, the digits are as `digits` has them. */
export const signedCodec = (sign: UnitCodec, digits: UnitCodec): UnitCodec => ({
  unitsOf: (value) => value.length - 1,
  sizeOf: (units) => 1 + digits.sizeOf(units),
  write: (bytes, offset, value) => {
    sign.write(bytes, offset, value.slice(0, 1));
    digits.write(bytes, offset + 1, value.slice(1));
  },
  read: (input, offset, units) => sign.read(input, offset, 1) + digits.read(input, offset + 1, units),
});
