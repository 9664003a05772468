import type { AcquirerProfile } from '../profile.js';
import { RESPONSE_CODES } from './response-codes.data.js';

/** The acquirer simulator's: ISO 8583:1987 in ASCII with a binary bitmap, behind two bytes of length. */
export const ISO87_ASCII: AcquirerProfile = {
  name: 'iso87-ascii',
  wire: {
    framing: { length: 'binary-2', countsItself: false, header: '', maxLength: 4096 },
    packing: {
      type: 'ascii',
      bitmap: 'binary',
      digits: 'ascii',
      text: 'ascii',
      bytes: 'binary',
      lengths: 'ascii',
      bcdPadding: 'left-0',
    },
    fields: {},
  },
  match: { money: ['stan', 'rrn', 'terminalId', 'transmissionTime'], management: ['stan'] },
  signOn: { required: true, on: '001', off: '002', echo: '301' },
  types: { capture: '0220', refund: '0220', void: '0420', reverse: '0420' },
  codes: RESPONSE_CODES,
  partialApproval: 'reverse',
  verification: {
    field: 'additionalResponse',
    layout: { avs: 0, cvc: 1 },
    // The simulator speaks our own letters, whatever the brand.
    avs: { default: { Y: 'Y', A: 'A', Z: 'Z', N: 'N', U: 'U' } },
  },
  // Tag 92 is Mastercard's card validation code; 01 and 02 are ours.
  privateData: { field: 'privateData', tags: { addressDigits: '01', postalCode: '02', cvc: '92' } },
  orderField: 'merchantReference',
  finalCapture: { field: 'de60', final: 'F', partial: 'P' },
  processingCodes: { purchase: '000000', refund: '200000' },
  posEntryMode: { entered: '812', stored: '102' },
  posConditionCode: '59',
  acceptor: {},
  timeZone: 'UTC',
  currencies: { exponents: {} },
  authorizationDays: 7,
};
