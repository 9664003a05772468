import type { FieldName } from './spec-87.js';

/** One ISO 8583 message: its type and the elements present, as the text they are on the wire (`ans` of fixed length without its
 *  padding). Amounts are digits of minor units. It may hold a PAN and a CVC: never log one whole. */
export type Message = { readonly mti: string } & { readonly [Name in FieldName]?: string | undefined };
