import type { AcquirerProfile } from '../profile.js';
import { AVS_LETTERS } from './avs-letters.data.js';
import { RESPONSE_CODES } from './response-codes.data.js';

/** A host as many countries have it: TPDU, packed digits, binary bytes, lengths in BCD, terminal and merchant given by the acquirer, its
 *  own RRN in every answer, Visa's layout of DE 44, the order id in DE 61, local time of its city. */
export const ISO87_BCD: AcquirerProfile = {
  name: 'iso87-bcd',
  wire: {
    // TPDU: 60, destination NII 0003, origin 0000. Source: ISO 8583 hosts behind network access controllers.
    framing: { length: 'binary-2', countsItself: false, header: '6000030000', maxLength: 2048 },
    packing: {
      type: 'bcd',
      bitmap: 'binary',
      digits: 'bcd',
      text: 'ascii',
      bytes: 'binary',
      lengths: 'bcd',
      bcdPadding: 'left-0',
    },
    fields: {
      2: { attribute: 'n..19', bcdPadding: 'right-f' },
      35: { attribute: 'z..37', bcdPadding: 'right-f' },
      // Chip data and the like: bytes behind a length of bytes.
      55: { attribute: 'b...255' },
    },
  },
  match: { money: ['stan', 'terminalId'], management: ['stan'] },
  signOn: { required: true, on: '001', off: '002', echo: '301' },
  types: { capture: '0220', refund: '0220', void: '0400', reverse: '0420' },
  codes: { ...RESPONSE_CODES, approved: ['00', '11'], reversed: ['08', '16', '85'] },
  partialApproval: 'reverse',
  verification: { field: 'additionalResponse', layout: { avs: 1, cvc: 4 }, avs: AVS_LETTERS },
  privateData: { field: 'privateData', tags: { addressDigits: '01', postalCode: '02', cvc: '92' } },
  orderField: 'de61',
  finalCapture: { field: 'de60', final: '01' },
  processingCodes: { purchase: '003000', refund: '203000' },
  posEntryMode: { entered: '812', stored: '102' },
  posConditionCode: '59',
  acquirerCountry: '756',
  acceptor: {
    terminalId: '10020030',
    merchantId: '000100200300040',
    merchantCategory: '5815',
    nameLocation: 'TOLLGATE               ZURICH       CHE',
  },
  constants: { de63: 'INTERNET' },
  timeZone: 'Europe/Zurich',
  // Three decimals are sent as two, and what does not fit is refused; CLF is not taken.
  currencies: {
    exponents: { BHD: 2, KWD: 2, JOD: 2, OMR: 2, TND: 2, IQD: 2, LYD: 2 },
    taken: ['CHF', 'EUR', 'USD', 'GBP', 'JPY', 'KRW', 'BHD', 'KWD', 'JOD', 'OMR', 'TND'],
  },
  authorizationDays: 7,
};
