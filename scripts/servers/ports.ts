import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';

/** Below those that the kernel gives to connections, of which one would take the port before its server does. */
const [lowest, highest] = [10_000, 20_000];

/** A port of the loopback interface that nobody uses at this moment. */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = randomInt(lowest, highest);
    if (await isPortFree(port)) return port;
  }
};

/** Whether this process could listen there now. */
export const isPortFree = (port: number, host = '127.0.0.1'): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });

/** Who listens on a port, as words for an error message: "pid 4711 (node server.js)", or "an unknown process". */
export const ownerOfPort = (port: number): string => {
  const inode = listeningInode(port);
  const pid = inode === undefined ? undefined : holderOfSocket(inode);
  if (pid === undefined) return 'an unknown process';
  const words = readText(`/proc/${pid}/cmdline`).split('\0').filter(Boolean).join(' ');
  return `pid ${pid} (${words.slice(0, 120) || readText(`/proc/${pid}/comm`).trim()})`;
};

const listening = '0A'; // Source: Linux include/net/tcp_states.h, TCP_LISTEN

const listeningInode = (port: number): string | undefined => {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readText(table).split('\n').slice(1)) {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === listening && local.endsWith(`:${wanted}`)) return inode;
    }
  }
  return undefined;
};

const holderOfSocket = (inode: string): string | undefined =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .find((pid) => listFolder(`/proc/${pid}/fd`).some((fd) => linkTarget(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`));

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

const listFolder = (path: string): readonly string[] => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};

const linkTarget = (path: string): string | undefined => {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
};
