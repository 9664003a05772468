import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.js';

export interface EgressRules {
  /** Beside 443. */
  readonly ports: readonly number[];
  /** This machine may be called, too, by `localhost` or a loopback address, with or without TLS and at any port: for a developer's own receiver. */
  readonly allowsLocal: boolean;
}

export type UrlProblem = 'invalid_url' | 'url_not_https' | 'url_with_credentials' | 'port_not_allowed' | 'address_not_public';

/** The host as an address or a name: without brackets, and without the dot that ends a full name. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** Whether it is this machine's own, which the rules may allow. */
export const isLocalHost = (host: string): boolean => loopback.test(host);

const schemes: ReadonlySet<string> = new Set(['http:', 'https:']);

/** A public address, or a name that is not only this network's: one with a dot. */
const mayBePublic = (host: string): boolean =>
  isIP(host) === 0 ? host.includes('.') && !isLocalHost(host) : isPublicAddress(host);

const outsideProblem = (url: URL, ports: readonly number[]): UrlProblem | undefined => {
  if (url.protocol !== 'https:') return 'url_not_https';
  if (!mayBePublic(hostOf(url))) return 'address_not_public';
  return url.port === '' || ports.includes(Number(url.port)) ? undefined : 'port_not_allowed';
};

/** Why a call may not go to this URL; undefined where it may, as far as can be said before its name is resolved. */
export const urlProblem = (text: string, { ports, allowsLocal }: EgressRules): UrlProblem | undefined => {
  const url = URL.parse(text);
  if (url === null || !schemes.has(url.protocol) || url.hostname === '') return 'invalid_url';
  if (url.username !== '' || url.password !== '') return 'url_with_credentials';
  return allowsLocal && isLocalHost(hostOf(url)) ? undefined : outsideProblem(url, ports);
};
