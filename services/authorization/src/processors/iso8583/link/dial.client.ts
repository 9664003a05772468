import { connect as connectPlain, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectSecure } from 'node:tls';

/** One of the acquirer's hosts. */
export interface AcquirerHost {
  readonly host: string;
  readonly port: number;
}

export interface DialOptions {
  /** A host that swallows the connect is given up after so long: TCP itself would try for minutes. */
  readonly connectTimeoutMs: number;
  /** Absent: no TLS. */
  readonly tls?: Pick<ConnectionOptions, 'ca' | 'cert' | 'key' | 'servername'>;
}

/** Connects, TLS included. Rejects with why not, at the latest when the time is over. */
export const dial = ({ host, port }: AcquirerHost, { connectTimeoutMs, tls }: DialOptions): Promise<Socket> => {
  const socket =
    tls === undefined ? connectPlain({ host, port, noDelay: true, keepAlive: true }) : connectSecure({ ...tls, host, port });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(new Error(`no connection within ${connectTimeoutMs} ms`)), connectTimeoutMs);
    socket.once(tls === undefined ? 'connect' : 'secureConnect', () => {
      clearTimeout(timer);
      socket.off('error', reject);
      socket.setNoDelay(true);
      resolve(socket);
    });
    socket.once('error', reject);
    socket.once('close', () => clearTimeout(timer));
  });
};
