const GROUPS = 8;
const GROUPS_OF_64 = 4;

/** What counts as one client: an IPv4 address, however it is mapped into IPv6; of an IPv6 address, as the socket spells it, its /64, which one
 *  customer has whole. */
export const clientAddress = (remoteAddress: string): string => {
  if (!remoteAddress.includes(':')) return remoteAddress;
  if (remoteAddress.startsWith('::ffff:') && remoteAddress.includes('.')) return remoteAddress.slice('::ffff:'.length);
  const [head = [], tail = []] = remoteAddress.split('::').map((side) => side.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(Math.max(0, GROUPS - head.length - tail.length)).fill('0');
  return `${[...head, ...zeros, ...tail].slice(0, GROUPS_OF_64).join(':')}::/64`;
};
