export interface BusAddress {
  readonly servers: string[];
  readonly token?: string;
  readonly user?: string;
  readonly pass?: string;
}

/** Reads `nats://token@host:port` or `nats://user:password@host:port`, several separated by commas; the first one's
 *  credentials go for all. The client itself knows addresses without credentials only. */
export const busAddress = (text: string): BusAddress => {
  const urls = text.split(',').map((one) => new URL(one.includes('://') ? one.trim() : `nats://${one.trim()}`));
  const servers = urls.map(({ protocol, host }) => `${protocol}//${host}`);
  const { username, password } = urls[0] ?? { username: '', password: '' };
  if (username === '') return { servers };
  if (password === '') return { servers, token: decodeURIComponent(username) };
  return { servers, user: decodeURIComponent(username), pass: decodeURIComponent(password) };
};
