/** What stands at the beginning of a connection that a proxy opens. `more`: not enough of it is there yet. `none`: the client's own bytes.
 *  `malformed`: it begins like a header and is none. */
export type Prologue = { readonly kind: 'more' | 'none' | 'malformed' } | Header;

export interface Header {
  readonly kind: 'header';
  readonly lengthBytes: number;
  /** Undefined where the proxy connects for itself (health checks). */
  readonly address: string | undefined;
}

const firstForm = Buffer.from('PROXY ');
const secondForm = Buffer.from('0d0a0d0a000d0a515549540a', 'hex');
const maxLineBytes = 107;
const secondHeadBytes = 16;

/** Reads a header of the PROXY protocol, version 1 or 2. Source: haproxy.org, doc/proxy-protocol.txt §2. */
export const readPrologue = (bytes: Buffer): Prologue => {
  const begins = (form: Buffer): boolean => {
    const shared = Math.min(form.length, bytes.length);
    return bytes.subarray(0, shared).equals(form.subarray(0, shared));
  };
  if (bytes.length === 0) return { kind: 'more' };
  if (begins(firstForm)) return bytes.length < firstForm.length ? { kind: 'more' } : readLine(bytes);
  if (begins(secondForm)) return bytes.length < secondHeadBytes ? { kind: 'more' } : readBinary(bytes);
  return { kind: 'none' };
};

const readLine = (bytes: Buffer): Prologue => {
  const end = bytes.subarray(0, maxLineBytes).indexOf('\r\n');
  if (end === -1) return { kind: bytes.length < maxLineBytes ? 'more' : 'malformed' };
  const [, family = '', source] = bytes.toString('latin1', 0, end).split(' ');
  if (family === 'UNKNOWN') return { kind: 'header', lengthBytes: end + 2, address: undefined };
  if (!/^TCP[46]$/.test(family) || !source) return { kind: 'malformed' };
  return { kind: 'header', lengthBytes: end + 2, address: source };
};

const readBinary = (bytes: Buffer): Prologue => {
  const [version, command] = [bytes.readUInt8(12) >> 4, bytes.readUInt8(12) & 0xf];
  const lengthBytes = secondHeadBytes + bytes.readUInt16BE(14);
  if (version !== 2 || command > 1) return { kind: 'malformed' };
  if (bytes.length < lengthBytes) return { kind: 'more' };
  return { kind: 'header', lengthBytes, address: command === 0 ? undefined : sourceOf(bytes.subarray(13, lengthBytes)) };
};

/** From the byte of family and protocol on. */
const sourceOf = (bytes: Buffer): string | undefined => {
  const family = bytes.readUInt8(0) >> 4;
  if (family === 1 && bytes.length >= 7) return [...bytes.subarray(3, 7)].join('.');
  if (family !== 2 || bytes.length < 19) return undefined;
  return Array.from({ length: 8 }, (_, word) => bytes.readUInt16BE(3 + 2 * word).toString(16)).join(':');
};
