import { createHash, createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

/** What a download link names: one entitlement of one order, in one generation. */
export interface Link {
  /** The order's uuid. */
  readonly order: string;
  /** Which of the order's entitlements, from 0. */
  readonly index: number;
  /** 1 at first; a re-issue raises it and so voids the older links. Up to 255. */
  readonly generation: number;
}

/** How many files one order can sell. */
export const maxFiles = 256;
/** How many entitlements one order can grant. A capture grants anew what was refunded before; a link names an entitlement in two bytes, and
 *  a small integer of Postgres holds it. */
export const maxEntitlements = 32_768;

/** In place of an entitlement's index: the link opens the page of the whole order, and no file. Beyond every index that there is. */
export const wholeOrder = 0xffff;
const mostGenerations = 0xff;

/** The link of the whole order's page, from what each of its entitlements' links is: every re-issue of any of them voids the older one. Undefined
 *  where a token has no number left for it, after more than 250 of them. */
export const orderLink = (order: string, entitlements: readonly Pick<Link, 'generation'>[]): Link | undefined => {
  const generation = entitlements.reduce((sum, one) => sum + one.generation - 1, 1);
  return generation > mostGenerations ? undefined : { order, index: wholeOrder, generation };
};

/** How often a link may be issued anew. Source: reliability §2. */
export const maxReissues = 3;

const namedBytes = 19;
const macBytes = 32;
const tokenLength = Math.ceil(((namedBytes + macBytes) * 4) / 3);

const hexOf = (uuid: string): string => uuid.replaceAll('-', '');
const uuidOf = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

const bytesOf = (index: number): readonly number[] => [index >> 8, index & 0xff];

const nameOf = ({ order, index, generation }: Link): Buffer =>
  Buffer.from([...Buffer.from(hexOf(order), 'hex'), ...bytesOf(index), generation]);

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
  const link = { order: uuidOf(bytes.toString('hex', 0, 16)), index: bytes.readUInt16BE(16), generation: bytes.readUInt8(18) };
  const expected = Buffer.from(signLink(key, link));
  return timingSafeEqual(expected, Buffer.from(token)) ? link : undefined;
};

/** The address of the page a customer opens. */
export const linkUrl = (downloadsUrl: string, token: string): string => `${downloadsUrl}/d/${token}`;

/** The address of the file's own bytes, of that of its page. */
export const fileUrl = (pageUrl: string): string => `${pageUrl}/file`;

/** The entitlement's own id, the causation of its DownloadStarted and DownloadCompleted: a name-based UUID (RFC 9562 version 8). */
export const entitlementId = (order: string, index: number): string => {
  const bytes = createHash('sha256')
    .update(hexOf(order), 'hex')
    .update(Buffer.from(bytesOf(index)))
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return uuidOf(bytes.toString('hex'));
};
