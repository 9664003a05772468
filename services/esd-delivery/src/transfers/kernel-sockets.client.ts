import { readFile } from 'node:fs/promises';
import { isIPv4, type Socket } from 'node:net';
import { Injectable } from '@nestjs/common';

/** The two ends of a connection; taken while it is open, as a closed socket has forgotten them. */
export interface Ends {
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
}

export interface PeerSigns {
  /** No reset came from the client. */
  readonly isOpen: boolean;
  /** Sent, and not yet acknowledged by the client's computer. */
  readonly unacknowledgedBytes: number;
}

/** ESTABLISHED (a client that says goodbye in TLS and waits for ours) and CLOSE_WAIT (one that has closed). Source: Linux, net/tcp_states.h. */
const openStates = new Set(['01', '08']);

export const endsOf = ({ localAddress = '', localPort = 0, remoteAddress = '', remotePort = 0 }: Socket): Ends => ({
  localAddress,
  localPort,
  remoteAddress,
  remotePort,
});

/** What Linux knows of a connection and Node does not tell: after a client's FIN Node reads no more, and so never sees the reset that follows
 *  when the client left before all had reached it. A reading of the table serves all who asked before it began. */
@Injectable()
export class KernelSockets {
  private readonly next = new Map<string, Promise<string | undefined>>();

  /** Undefined where the system has no such table. */
  async look(ends: Ends): Promise<PeerSigns | undefined> {
    const isShort = isIPv4(ends.localAddress);
    const table = await this.read(isShort ? '/proc/net/tcp' : '/proc/net/tcp6');
    if (table === undefined) return undefined;
    const local = `${hexOf(ends.localAddress)}:${hexPort(ends.localPort)}`;
    const remote = `${hexOf(ends.remoteAddress)}:${hexPort(ends.remotePort)}`;
    const at = table.indexOf(` ${local} ${remote} `);
    if (at === -1) return { isOpen: false, unacknowledgedBytes: 0 };
    const [state = '', queues = ''] = table.slice(at + local.length + remote.length + 3, at + 200).split(' ', 2);
    return { isOpen: openStates.has(state), unacknowledgedBytes: Number.parseInt(queues.slice(0, 8), 16) };
  }

  private read(path: string): Promise<string | undefined> {
    const waiting = this.next.get(path);
    if (waiting !== undefined) return waiting;
    const reading = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.next.delete(path);
      return readFile(path, 'latin1').catch(() => undefined);
    });
    this.next.set(path, reading);
    return reading;
  }
}

const hexPort = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');

/** The table's form of an address: words of 32 bits, each with its bytes reversed (as on every machine that stores them so). */
export const hexOf = (address: string): string => {
  const bytes = isIPv4(address) ? bytesOfShort(address) : bytesOfLong(address);
  const words: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) words.push(Buffer.from(bytes.slice(at, at + 4).reverse()).toString('hex'));
  return words.join('').toUpperCase();
};

const bytesOfShort = (address: string): number[] => address.split('.').map(Number);

const bytesOfLong = (address: string): number[] => {
  const plain = address.replace(/%.*$/, '').replace(/([\d.]+)$/, (last) => (isIPv4(last) ? wordsOfShort(last) : last));
  const [before = '', after] = plain.split('::', 2);
  const front = before === '' ? [] : before.split(':');
  const back = after === undefined || after === '' ? [] : after.split(':');
  const gap = after === undefined ? [] : Array.from({ length: 8 - front.length - back.length }, () => '0');
  return [...front, ...gap, ...back].flatMap((word) => {
    const value = Number.parseInt(word, 16);
    return [value >> 8, value & 0xff];
  });
};

const wordsOfShort = (address: string): string => {
  const [a = 0, b = 0, c = 0, d = 0] = bytesOfShort(address);
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
};
