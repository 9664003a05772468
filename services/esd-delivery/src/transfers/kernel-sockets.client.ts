import { closeSync, openSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isIPv4, type Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import { ipBytes } from '../clients/ip-address.js';

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
  private readonly next = new Map<string, Promise<Buffer | undefined>>();
  private table = Buffer.alloc(65_536);

  /** Undefined where the system has no such table. */
  async look(ends: Ends): Promise<PeerSigns | undefined> {
    return signsIn(await this.read(pathOf(ends)), ends);
  }

  /** The same of many connections, as it is at this very moment: it waits for nothing, and nothing else is done meanwhile. */
  lookNow(all: readonly Ends[]): readonly (PeerSigns | undefined)[] {
    const signs = new Map<Ends, PeerSigns | undefined>();
    for (const path of new Set(all.map(pathOf))) {
      const table = this.readNow(path);
      for (const ends of all) if (pathOf(ends) === path) signs.set(ends, signsIn(table, ends));
    }
    return all.map((ends) => signs.get(ends));
  }

  private read(path: string): Promise<Buffer | undefined> {
    const waiting = this.next.get(path);
    if (waiting !== undefined) return waiting;
    const reading = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.next.delete(path);
      return readFile(path).catch(() => undefined);
    });
    this.next.set(path, reading);
    return reading;
  }

  /** Into the same memory every time: it is read many times a second. */
  private readNow(path: string): Buffer | undefined {
    const file = openedNow(path);
    if (file === undefined) return undefined;
    try {
      for (let length = 0; ; ) {
        if (length === this.table.length) this.table = Buffer.concat([this.table], 2 * length);
        const count = readSync(file, this.table, length, this.table.length - length, null);
        if (count === 0) return this.table.subarray(0, length);
        length += count;
      }
    } finally {
      closeSync(file);
    }
  }
}

const pathOf = ({ localAddress }: Ends): string => (isIPv4(localAddress) ? '/proc/net/tcp' : '/proc/net/tcp6');

const openedNow = (path: string): number | undefined => {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined; // not Linux
  }
};

/** Of what follows a connection's two ends in its line: its state and its queues. */
const signsBytes = 32;

const signsIn = (
  table: Buffer | undefined,
  { localAddress, localPort, remoteAddress, remotePort }: Ends,
): PeerSigns | undefined => {
  if (table === undefined) return undefined;
  const ends = ` ${hexOf(localAddress)}:${hexPort(localPort)} ${hexOf(remoteAddress)}:${hexPort(remotePort)} `;
  const at = table.indexOf(ends, 0, 'latin1');
  if (at === -1) return { isOpen: false, unacknowledgedBytes: 0 };
  const from = at + ends.length;
  const [state = '', queues = ''] = table.toString('latin1', from, from + signsBytes).split(' ', 2);
  return { isOpen: openStates.has(state), unacknowledgedBytes: Number.parseInt(queues.slice(0, 8), 16) };
};

const hexPort = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');

/** The table's form of an address: words of 32 bits, each with its bytes reversed (as on every machine that stores them so). */
export const hexOf = (address: string): string => {
  const bytes = ipBytes(address)?.slice(isIPv4(address) ? 12 : 0) ?? [];
  const words: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) words.push(Buffer.from(bytes.slice(at, at + 4).reverse()).toString('hex'));
  return words.join('').toUpperCase();
};
