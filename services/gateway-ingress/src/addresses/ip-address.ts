/** The 16-bit groups of an IPv6 address in full; `::` stands for as many zeros as are missing. */
const groupsOf = (address: string): readonly string[] => {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  return [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
};

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** The network that an address most likely shares with its neighbors: its /24 (IPv4) or /48 (IPv6). The caller checked that it is one. */
export const networkOf = (address: string): string => {
  const ipv4 = mapped.exec(address)?.[1] ?? address;
  if (!ipv4.includes(':')) return `${ipv4.slice(0, ipv4.lastIndexOf('.'))}.0/24`;
  const groups = groupsOf(ipv4.toLowerCase()).slice(0, 3);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/48`;
};
