import { type IpSignal, ipSignal } from './ip-address.js';

const prefixes: Readonly<Record<keyof IpSignal, readonly string[]>> = {
  address: ['', '32', '64', '128'],
  network: ['', '24', '48'],
};

/** The one normal form of an address (`203.0.113.9`, of IPv6 its /64) or of a network (its /24 or /48), as orders are screened by it. Undefined for
 *  what is none, for other sizes of networks, and for addresses that say nothing, such as private ones. */
export const ipRange = (text: string, kind: keyof IpSignal): string | undefined => {
  const [address = '', prefix = '', ...rest] = text.trim().split('/');
  if (rest.length > 0 || !prefixes[kind].includes(prefix)) return undefined;
  const range = ipSignal(address)?.[kind];
  const isWritten = prefix === '' || prefix === '128' || prefix === '32' || range?.endsWith(`/${prefix}`);
  return isWritten ? range : undefined;
};

/** An address as it may be shown beside the log: without what tells one neighbor from another. */
export const maskedIp = (text: string): string => {
  const network = ipSignal(text.split('/')[0] ?? '')?.network ?? '';
  return network.replace(/\.0\/24$/, '.…').replace(/::\/48$/, ':…');
};
