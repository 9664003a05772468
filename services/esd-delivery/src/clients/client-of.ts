import { ipBytes, isIn, type Network } from './ip-address.js';

/** Who a request comes from. */
export interface Client {
  readonly address: string;
  /** Its connection ends at a proxy: how that one ends tells nothing of the client. */
  readonly isProxied: boolean;
}

/** What is known of where a request comes from. */
export interface Origin {
  /** The other end of the connection. */
  readonly peer: string;
  /** What a listed proxy said in front of everything else (PROXY protocol). */
  readonly announced?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly httpVersion?: string;
}

const proxyHeaders = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'];

export const isListed = (address: string, proxies: readonly Network[]): boolean => {
  const bytes = ipBytes(address);
  return bytes !== undefined && proxies.some((network) => isIn(bytes, network));
};

/** Whether a request shows that a proxy passed it on: by a header of theirs, or as nginx asks unless it is told otherwise. A client may do so
 *  too, and only harms itself: its end is then not believed. */
export const showsProxy = ({ headers, httpVersion }: Pick<Origin, 'headers' | 'httpVersion'>): boolean =>
  proxyHeaders.some((name) => headers[name] !== undefined) || (httpVersion === '1.0' && headers.connection === 'close');

/** The client behind the listed proxies: of X-Forwarded-For the right-most address that is none of them, as everything left of it is only
 *  what somebody says. */
export const clientOf = (origin: Origin, proxies: readonly Network[]): Client => {
  const { peer, announced } = origin;
  if (!isListed(peer, proxies)) return { address: peer, isProxied: showsProxy(origin) };
  return { address: hopBefore(announced ?? peer, origin, proxies), isProxied: true };
};

const hopBefore = (peer: string, { headers }: Origin, proxies: readonly Network[]): string => {
  const said = headers['x-forwarded-for'] ?? '';
  const hops = [said].flat().join(',').split(',').map(addressOf);
  let client = peer;
  for (const hop of hops.toReversed()) {
    if (!isListed(client, proxies) || ipBytes(hop) === undefined) break;
    client = hop;
  }
  return client;
};

/** `203.0.113.7:51234`, `[2001:db8::1]:443` and quotes are written, too. */
const addressOf = (entry: string): string => {
  const text = entry.trim().replaceAll('"', '');
  const bracketed = /^\[([^\]]*)\](:\d+)?$/.exec(text)?.[1];
  return bracketed ?? text.replace(/^([\d.]+):\d+$/, '$1');
};
