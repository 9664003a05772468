import { BlockList, isIPv6 } from 'node:net';

/** Addresses that many share or that say nothing of where somebody is: private, loopback, link-local, shared, unspecified, documentation excepted.
 *  Sources: RFC 6890, RFC 1918, RFC 6598, RFC 4193, RFC 4291. */
const silent = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  silent.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  silent.addSubnet(network, prefix, 'ipv6');
}

const GROUPS = 8;
const GROUPS_OF_48 = 3;
const GROUPS_OF_64 = 4;
const dottedEnd = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/;

/** The last 32 bits may be written as an IPv4 address. Source: RFC 4291 §2.2. */
const withoutDots = (address: string): string => {
  const [, head, ...bytes] = dottedEnd.exec(address) ?? [];
  if (head === undefined) return address;
  const [a = 0, b = 0, c = 0, d = 0] = bytes.map(Number);
  return `${head}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
};

/** The 16-bit groups of an IPv6 address in full; `::` stands for as many zeros as are missing. */
const groupsOf = (address: string): readonly number[] => {
  const [head = '', tail] = withoutDots(address).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(Math.max(0, GROUPS - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
};

/** The IPv4 address that `::ffff:a.b.c.d` is, however it is written. */
const mappedIPv4 = (groups: readonly number[]): string | undefined => {
  const [high = 0, low = 0] = groups.slice(-2);
  const isMapped = groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
  return isMapped ? [high >> 8, high & 255, low >> 8, low & 255].join('.') : undefined;
};

/** What an IP address says of who orders. */
export interface IpSignal {
  /** The address itself; of an IPv6 address its /64, as one customer has a whole one. */
  readonly address: string;
  /** The network it most likely shares with its neighbors: its /24 (IPv4) or /48 (IPv6). */
  readonly network: string;
}

const ofIPv4 = (address: string): IpSignal => ({ address, network: `${address.slice(0, address.lastIndexOf('.'))}.0/24` });

const ofIPv6 = (groups: readonly number[]): IpSignal => {
  const prefix = (count: number): string =>
    groups
      .slice(0, count)
      .map((group) => group.toString(16))
      .join(':');
  return { address: `${prefix(GROUPS_OF_64)}::/64`, network: `${prefix(GROUPS_OF_48)}::/48` };
};

/** The one normal form of an address, however it is spelled; an IPv4 address that is mapped into IPv6 is that IPv4 address. Undefined for a
 *  private, loopback or link-local one, which says nothing. The caller checked that it is an address. */
export const ipSignal = (address: string): IpSignal | undefined => {
  const groups = isIPv6(address) ? groupsOf(address.toLowerCase()) : undefined;
  const ipv4 = groups === undefined ? address : mappedIPv4(groups);
  if (ipv4 !== undefined) return silent.check(ipv4, 'ipv4') ? undefined : ofIPv4(ipv4);
  return groups === undefined || silent.check(address, 'ipv6') ? undefined : ofIPv6(groups);
};
