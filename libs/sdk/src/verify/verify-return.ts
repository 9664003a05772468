import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { checkMoment, SignatureError } from './signature-error.js';

export interface Verification {
  readonly apiKey: string;
  /** 300 unless given; the signature is as old as the moment the browser was sent back. */
  readonly toleranceSeconds?: number;
  readonly now?: () => number;
}

/** Whom the browser comes back from a payment page for. */
export interface Return {
  /** `cs_…` */
  readonly session: string;
  /** `ord_…` */
  readonly order: string;
  readonly status: string;
}

const parts = ['session', 'order', 'status', 't'] as const;

/** Checks the address that a browser comes back to: a customer may write anything there. What it says was so when it was signed; ask for the
 *  order before goods leave. Throws SignatureError. */
export const verifyReturn = (url: string, { apiKey, toleranceSeconds = 300, now = Date.now }: Verification): Return => {
  const query = new URL(url, 'https://localhost').searchParams;
  const values = parts.map((name) => query.get(name) ?? '');
  const [session = '', order = '', status = '', t = ''] = values;
  const signature = query.get('signature') ?? '';
  if (!signature.startsWith('v1,')) throw new SignatureError('signature_missing', 'the address has no signature');
  // A part that holds the separator, or comes twice, could be read in two ways.
  if (values.some((value) => value.includes('.')) || parts.some((name) => query.getAll(name).length !== 1))
    throw new SignatureError('malformed', 'the address has not the parts that the gateway gives it');
  const key = createHash('sha256').update(apiKey).digest();
  const right = createHmac('sha256', key).update(values.join('.')).digest();
  // Where a plus came unescaped, the query has a blank in its place.
  const given = Buffer.from(signature.slice('v1,'.length).replaceAll(' ', '+'), 'base64');
  if (given.length !== right.length || !timingSafeEqual(given, right))
    throw new SignatureError('signature_wrong', 'the address was not made by the gateway, or was changed');
  checkMoment(t, { nowMs: now(), toleranceSeconds });
  return { session, order, status };
};
