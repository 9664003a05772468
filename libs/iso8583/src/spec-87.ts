import type { FieldSpec } from './field.js';

/** The data elements Tollgate uses, in ASCII, with their attributes.
 *  Source: ISO 8583:1987 §4.4 (data elements directory). Two readings are agreed between the parties, as the standard asks:
 *  DE 48 holds the subelements of `private-data.ts`, DE 62 the merchant's reference, which is our order id as a UUID. */
export const SPEC_87 = [
  { number: 2, name: 'pan', type: 'n', format: 'llvar', length: 19 },
  { number: 3, name: 'processingCode', type: 'n', format: 'fixed', length: 6 },
  { number: 4, name: 'amount', type: 'n', format: 'fixed', length: 12 },
  { number: 7, name: 'transmissionTime', type: 'n', format: 'fixed', length: 10 },
  { number: 11, name: 'stan', type: 'n', format: 'fixed', length: 6 },
  { number: 12, name: 'localTime', type: 'n', format: 'fixed', length: 6 },
  { number: 13, name: 'localDate', type: 'n', format: 'fixed', length: 4 },
  { number: 14, name: 'expiry', type: 'n', format: 'fixed', length: 4 },
  { number: 22, name: 'posEntryMode', type: 'n', format: 'fixed', length: 3 },
  { number: 25, name: 'posConditionCode', type: 'n', format: 'fixed', length: 2 },
  { number: 32, name: 'acquirerId', type: 'n', format: 'llvar', length: 11 },
  { number: 37, name: 'rrn', type: 'an', format: 'fixed', length: 12 },
  { number: 38, name: 'authorizationCode', type: 'an', format: 'fixed', length: 6 },
  { number: 39, name: 'responseCode', type: 'an', format: 'fixed', length: 2 },
  { number: 41, name: 'terminalId', type: 'ans', format: 'fixed', length: 8 },
  { number: 42, name: 'merchantId', type: 'ans', format: 'fixed', length: 15 },
  { number: 44, name: 'additionalResponse', type: 'ans', format: 'llvar', length: 25 },
  { number: 48, name: 'privateData', type: 'ans', format: 'lllvar', length: 999 },
  { number: 49, name: 'currency', type: 'n', format: 'fixed', length: 3 },
  { number: 62, name: 'merchantReference', type: 'ans', format: 'lllvar', length: 999 },
  { number: 64, name: 'authenticationCode', type: 'b', format: 'fixed', length: 8 },
  { number: 66, name: 'settlementCode', type: 'n', format: 'fixed', length: 1 },
  { number: 70, name: 'networkManagementCode', type: 'n', format: 'fixed', length: 3 },
  { number: 74, name: 'creditCount', type: 'n', format: 'fixed', length: 10 },
  { number: 76, name: 'debitCount', type: 'n', format: 'fixed', length: 10 },
  { number: 86, name: 'creditAmount', type: 'n', format: 'fixed', length: 16 },
  { number: 88, name: 'debitAmount', type: 'n', format: 'fixed', length: 16 },
  { number: 90, name: 'originalData', type: 'n', format: 'fixed', length: 42 },
  { number: 95, name: 'replacementAmounts', type: 'an', format: 'fixed', length: 42 },
] as const satisfies readonly FieldSpec[];

/** The name a data element goes by in code. */
export type FieldName = (typeof SPEC_87)[number]['name'];
