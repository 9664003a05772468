import { readFileSync } from 'node:fs';
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
  private readonly next = new Map<string, Promise<Table | undefined>>();

  /** Undefined where the system has no such table. */
  async look(ends: Ends): Promise<PeerSigns | undefined> {
    return signsIn(await this.read(pathOf(ends)), ends);
  }

  /** The same of many connections, as it is at this very moment: it waits for nothing, and nothing else is done meanwhile. */
  lookNow(all: readonly Ends[]): readonly (PeerSigns | undefined)[] {
    const tables = new Map<string, Table | undefined>();
    for (const path of new Set(all.map(pathOf))) tables.set(path, readNow(path));
    return all.map((ends) => signsIn(tables.get(pathOf(ends)), ends));
  }

  private read(path: string): Promise<Table | undefined> {
    const waiting = this.next.get(path);
    if (waiting !== undefined) return waiting;
    const reading = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.next.delete(path);
      return readFile(path, 'latin1').then(tableOf, () => undefined);
    });
    this.next.set(path, reading);
    return reading;
  }
}

/** By the connection's two ends: its state, its queues and the rest of its line. */
type Table = ReadonlyMap<string, string>;

const pathOf = ({ localAddress }: Ends): string => (isIPv4(localAddress) ? '/proc/net/tcp' : '/proc/net/tcp6');

const readNow = (path: string): Table | undefined => {
  try {
    return tableOf(readFileSync(path, 'latin1'));
  } catch {
    return undefined; // not Linux
  }
};

const signsIn = (table: Table | undefined, ends: Ends): PeerSigns | undefined => {
  if (table === undefined) return undefined;
  const local = `${hexOf(ends.localAddress)}:${hexPort(ends.localPort)}`;
  const row = table.get(`${local} ${hexOf(ends.remoteAddress)}:${hexPort(ends.remotePort)}`);
  if (row === undefined) return { isOpen: false, unacknowledgedBytes: 0 };
  const [state = '', queues = ''] = row.split(' ', 2);
  return { isOpen: openStates.has(state), unacknowledgedBytes: Number.parseInt(queues.slice(0, 8), 16) };
};

const lineForm = /^ *\d+: (\S+ \S+) (.*)$/;

const tableOf = (text: string): Table => {
  const table = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, ends, rest] = lineForm.exec(line) ?? [];
    if (ends !== undefined && rest !== undefined) table.set(ends, rest);
  }
  return table;
};

const hexPort = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');

/** The table's form of an address: words of 32 bits, each with its bytes reversed (as on every machine that stores them so). */
export const hexOf = (address: string): string => {
  const bytes = ipBytes(address)?.slice(isIPv4(address) ? 12 : 0) ?? [];
  const words: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) words.push(Buffer.from(bytes.slice(at, at + 4).reverse()).toString('hex'));
  return words.join('').toUpperCase();
};
