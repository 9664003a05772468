import { createHash, createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

/** What a download link names: one entitlement of one order, in one generation. */
export interface Link {
  /** The order's uuid. */
  readonly order: string;
  /** Which of the order's entitlements, from 0 to 255. */
  readonly index: number;
  /** 1 at first; a re-issue raises it and so voids the older links. Up to 255. */
  readonly generation: number;
}

/** How many files one order can grant: a link names its entitlement in one byte. */
export const maxEntitlements = 256;

const namedBytes = 18;
const macBytes = 32;
const tokenLength = Math.ceil(((namedBytes + macBytes) * 4) / 3);

const hexOf = (uuid: string): string => uuid.replaceAll('-', '');
const uuidOf = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

const nameOf = ({ order, index, generation }: Link): Buffer =>
  Buffer.from([...Buffer.from(hexOf(order), 'hex'), index, generation]);

/** The link's token: base64url(order ‖ index ‖ generation ‖ HMAC-SHA256 over them). Nothing is stored of it: it is rebuilt for the
 *  receipt and for every repeated answer. 256 bits of MAC make it a bearer secret: never log it. */
export const signLink = (key: KeyObject | Uint8Array, link: Link): string => {
  const name = nameOf(link);
  return Buffer.concat([name, createHmac('sha256', key).update(name).digest()]).toString('base64url');
};

/** What a token names; undefined for one that was not made with this key. Compared as canonical text, in constant time:
 *  Node's decoder ignores padding bits, so several texts decode to the same bytes. */
export const readLink = (key: KeyObject | Uint8Array, token: string): Link | undefined => {
  if (token.length !== tokenLength) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== namedBytes + macBytes) return undefined;
  const link = { order: uuidOf(bytes.toString('hex', 0, 16)), index: bytes.readUInt8(16), generation: bytes.readUInt8(17) };
  const expected = Buffer.from(signLink(key, link));
  return timingSafeEqual(expected, Buffer.from(token)) ? link : undefined;
};

/** The address of the page a customer opens. */
export const linkUrl = (downloadsUrl: string, token: string): string => `${downloadsUrl}/d/${token}`;

/** The entitlement's own id, the causation of its DownloadStarted and DownloadCompleted: a name-based UUID (RFC 9562 version 8). */
export const entitlementId = (order: string, index: number): string => {
  const bytes = createHash('sha256')
    .update(hexOf(order), 'hex')
    .update(Buffer.from([index]))
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return uuidOf(bytes.toString('hex'));
};
