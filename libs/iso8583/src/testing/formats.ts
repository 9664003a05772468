import { ISO87_ASCII } from '../profiles/iso87-ascii.data.js';
import { ISO87_BCD } from '../profiles/iso87-bcd.data.js';
import type { WireFormat } from '../wire-format.js';

const ascii = ISO87_ASCII.wire;

/** As jPOS has it: hexadecimal bitmap and bytes. */
const HEX: WireFormat = { ...ascii, packing: { ...ascii.packing, bitmap: 'hex', bytes: 'hex' } };

const EBCDIC: WireFormat = {
  framing: { length: 'ascii-4', countsItself: true, header: '', maxLength: 9995 },
  packing: { ...ascii.packing, type: 'ebcdic', digits: 'ebcdic', text: 'ebcdic', lengths: 'ebcdic' },
  fields: {},
};

const PACKED: WireFormat = {
  framing: { length: 'binary-4', countsItself: true, header: '', maxLength: 60_000 },
  packing: { ...ISO87_BCD.wire.packing, bcdPadding: 'right-0', bitmap: 'hex' },
  fields: { 37: { attribute: 'n12' }, 48: { lengthEncoding: 'ascii' }, 62: { encoding: 'ebcdic' } },
};

/** Every way of writing a message that a profile can choose. */
export const FORMATS: readonly (readonly [name: string, format: WireFormat])[] = [
  ['iso87-ascii', ascii],
  ['iso87-bcd', ISO87_BCD.wire],
  ['hexadecimal', HEX],
  ['EBCDIC', EBCDIC],
  ['packed', PACKED],
];
