/** An IP address as its eight 16-bit groups; an IPv4 address as the one that it is mapped to in IPv6. Source: RFC 4291 §2.5.5.2. */
export type IpGroups = readonly number[];

const GROUPS = 8;
const GROUPS_OF_48 = 3;
const GROUPS_OF_64 = 4;
const MAPPED: IpGroups = [0, 0, 0, 0, 0, 0xffff];

const byteForm = /^(0|[1-9]\d{0,2})$/;
const groupForm = /^[0-9a-f]{1,4}$/i;
const isByte = (text: string): boolean => byteForm.test(text) && Number(text) < 256;

/** The two groups of `a.b.c.d`. */
const groupsOfIPv4 = (text: string): IpGroups | undefined => {
  const bytes = text.split('.');
  if (bytes.length !== 4 || !bytes.every(isByte)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = bytes.map(Number);
  return [a * 256 + b, c * 256 + d];
};

/** The groups of one side of `::`; undefined where they are none. */
const groupsOfSide = (text: string, isLast: boolean): IpGroups | undefined => {
  if (text === '') return [];
  const parts = text.split(':');
  const last = isLast && text.includes('.') ? groupsOfIPv4(parts.pop() ?? '') : [];
  if (last === undefined || !parts.every((part) => groupForm.test(part))) return undefined;
  return [...parts.map((part) => Number.parseInt(part, 16)), ...last];
};

const groupsOfIPv6 = (text: string): IpGroups | undefined => {
  const sides = text.split('::');
  if (sides.length > 2) return undefined;
  const [head, tail] = sides.map((side, index) => groupsOfSide(side, index === sides.length - 1));
  if (head === undefined || (sides.length === 2 && tail === undefined)) return undefined;
  const missing = GROUPS - head.length - (tail?.length ?? 0);
  if (sides.length === 2) return missing > 0 ? [...head, ...Array<number>(missing).fill(0), ...(tail ?? [])] : undefined;
  return missing === 0 ? head : undefined;
};

/** An address in any of its spellings; undefined for what is none, also for one with a zone. Source: RFC 4291 §2.2. */
export const parseIp = (text: string): IpGroups | undefined => {
  if (text.includes(':')) return groupsOfIPv6(text);
  const groups = groupsOfIPv4(text);
  return groups && [...MAPPED, ...groups];
};

const isMapped = (groups: IpGroups): boolean => MAPPED.every((group, index) => groups[index] === group);

/** Networks that many share, or that say nothing of where somebody is: private, loopback, link-local, shared, unspecified.
 *  Sources: RFC 6890, RFC 1918, RFC 6598, RFC 4193, RFC 4291. */
const silent: readonly (readonly [network: string, prefixBits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['::', 128],
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
];

const bitsOf = (groups: IpGroups): bigint => groups.reduce((bits, group) => bits * 65_536n + BigInt(group), 0n);

const silentPrefixes = silent.map(([network, prefixBits]) => {
  const shift = BigInt(network.includes(':') ? 128 - prefixBits : 32 - prefixBits);
  return { shift, prefix: bitsOf(parseIp(network) ?? []) >> shift };
});

const isSilent = (groups: IpGroups): boolean => {
  const bits = bitsOf(groups);
  return silentPrefixes.some(({ shift, prefix }) => bits >> shift === prefix);
};

/** What an IP address says of who orders. */
export interface IpSignal {
  /** The address itself; of an IPv6 address its /64, as one customer has a whole one. */
  readonly address: string;
  /** The network it most likely shares with its neighbors: its /24 (IPv4) or /48 (IPv6). */
  readonly network: string;
}

const ofIPv4 = ([high = 0, low = 0]: IpGroups): IpSignal => {
  const bytes = [high >> 8, high & 255, low >> 8, low & 255];
  return { address: bytes.join('.'), network: `${bytes.slice(0, 3).join('.')}.0/24` };
};

const ofIPv6 = (groups: IpGroups): IpSignal => {
  const prefix = (count: number): string =>
    groups
      .slice(0, count)
      .map((group) => group.toString(16))
      .join(':');
  return { address: `${prefix(GROUPS_OF_64)}::/64`, network: `${prefix(GROUPS_OF_48)}::/48` };
};

/** The one normal form of an address, however it is spelled; an IPv4 address that is mapped into IPv6 is that IPv4 address. Undefined for a
 *  private, loopback or link-local one, which says nothing, and for what is no address. */
export const ipSignal = (text: string): IpSignal | undefined => {
  const groups = parseIp(text);
  if (groups === undefined || isSilent(groups)) return undefined;
  return isMapped(groups) ? ofIPv4(groups.slice(MAPPED.length)) : ofIPv6(groups);
};
