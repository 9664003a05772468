/** The 16 bytes of an address in any of its spellings, an IPv4 address as the one that it is mapped to; undefined for what is none.
 *  Source: RFC 4291 §2.2, §2.5.5.2. */
export const ipBytes = (text: string): readonly number[] | undefined => {
  if (!text.includes(':')) {
    const four = bytesOfShort(text);
    return four && [...mapped, ...four];
  }
  const plain = text.replace(/%.*$/, '').replace(/[^:]*\.[^:]*$/, (last) => wordsOfShort(last) ?? 'none');
  const [before = '', after, ...more] = plain.split('::');
  if (more.length > 0) return undefined;
  const front = wordsOf(before);
  const back = wordsOf(after ?? '');
  const missing = 8 - front.length - back.length;
  if (after === undefined ? missing !== 0 : missing < 1) return undefined;
  const words = [...front, ...Array<string>(missing).fill('0'), ...back];
  if (!words.every((word) => wordForm.test(word))) return undefined;
  return words.map((word) => Number.parseInt(word, 16)).flatMap((word) => [word >> 8, word & 0xff]);
};

const mapped: readonly number[] = [...Array<number>(10).fill(0), 0xff, 0xff];
const wordForm = /^[0-9a-f]{1,4}$/i;
const byteForm = /^(0|[1-9]\d{0,2})$/;

const wordsOf = (side: string): readonly string[] => (side === '' ? [] : side.split(':'));

const bytesOfShort = (text: string): readonly number[] | undefined => {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => byteForm.test(part) && Number(part) < 256) ? parts.map(Number) : undefined;
};

const wordsOfShort = (text: string): string | undefined => {
  const [a, b, c, d] = bytesOfShort(text) ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
};

export const isMapped = (bytes: readonly number[]): boolean => mapped.every((byte, index) => bytes[index] === byte);

/** Under what an address is counted: itself, and of an IPv6 address its /64, as one customer has a whole one. What is no address counts as it
 *  is written. */
export const countedAddress = (text: string): string => {
  const bytes = ipBytes(text);
  if (bytes === undefined) return text;
  if (isMapped(bytes)) return bytes.slice(12).join('.');
  return `${Buffer.from(bytes.slice(0, 8)).toString('hex')}::/64`;
};

/** A network: an address alone, or with the bits that count (`10.0.0.0/8`). */
export interface Network {
  readonly bytes: readonly number[];
  readonly bits: number;
}

/** Undefined for what is no network. */
export const networkOf = (text: string): Network | undefined => {
  const [address = '', prefix, ...more] = text.split('/');
  const bytes = ipBytes(address);
  if (bytes === undefined || more.length > 0) return undefined;
  const offset = address.includes(':') ? 0 : 96;
  if (prefix === undefined) return { bytes, bits: 128 };
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) + offset > 128) return undefined;
  return { bytes, bits: Number(prefix) + offset };
};

/** Networks of whose addresses no customer on the internet has one: a peer in them is a part of the deployment, or of a network beside it.
 *  Source: RFC 1918, RFC 3927, RFC 4193, RFC 4291 §2.4. */
const privateNetworks = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
  '::1',
].flatMap((text) => networkOf(text) ?? []);

export const isPrivate = (address: string): boolean => {
  const bytes = ipBytes(address);
  return bytes !== undefined && privateNetworks.some((network) => isIn(bytes, network));
};

export const isIn = (bytes: readonly number[], network: Network): boolean =>
  network.bytes.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, network.bits - index * 8));
    const mask = (0xff << (8 - bits)) & 0xff;
    return (byte & mask) === ((bytes[index] ?? 0) & mask);
  });
