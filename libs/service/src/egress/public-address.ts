import { BlockList, isIP } from 'node:net';

/** Addresses of IPv4 that nobody outside is reached by, and those at which clouds tell a machine its secrets. Source: IANA IPv4 Special-Purpose
 *  Address Registry; 168.63.129.16 is Azure's. Link-local 169.254.169.254 is most clouds', 100.100.100.200 Alibaba's: both are
 *  within what stands here. */
const REFUSED_IPV4: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Within the only range of IPv6 that is given out, 2000::/3, what stands for other addresses or for none: Teredo and protocols, 6to4,
 *  documentation. All else of IPv6 (loopback, mapped and translated IPv4 as in NAT64, unique local, link-local, multicast) lies outside it. Source:
 *  IANA IPv6 Special-Purpose Address Registry. */
const REFUSED_IPV6: readonly (readonly [network: string, bits: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const listOf = (networks: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const [network, bits] of networks) list.addSubnet(network, bits, family);
  return list;
};

const refusedIpv4 = listOf(REFUSED_IPV4, 'ipv4');
const refusedIpv6 = listOf(REFUSED_IPV6, 'ipv6');
const givenOutIpv6 = listOf([['2000::', 3]], 'ipv6');

/** Whether a call to the outside may go to the address: one that is public, and means the machine that it names. What is no address is not. (S11) */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address);
  if (family === 4) return !refusedIpv4.check(address, 'ipv4');
  return family === 6 && !address.includes('%') && givenOutIpv6.check(address, 'ipv6') && !refusedIpv6.check(address, 'ipv6');
};
