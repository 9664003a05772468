import { createServer, type Server, type Socket } from 'node:net';
import { encodeFrame, FrameDecoder, type Message, MessageFormatError, pack, unpack } from '@tollgate/iso8583';
import { answerMessage, type LinkState } from '../domain/answer-message.js';
import type { Book } from '../domain/book.js';
import { describeTraffic } from '../domain/describe-traffic.js';
import type { JournalEntry } from '../domain/journal-entry.js';
import type { Delivery } from '../domain/test-cards.js';
import type { Journal } from './journal.js';

/** Bytes a link may leave unread before it is cut: a gateway that sends and never reads must not fill our memory. */
const MAX_UNREAD_BYTES = 8 * 1024 * 1024;

export type Delays = { readonly latencyMs: number; readonly lateAnswerMs: number };
export type Log = (event: string, fields: Readonly<Record<string, unknown>>) => void;
type Bank = { readonly book: Book; readonly journal: Journal; readonly delays: Delays; readonly log: Log };

/** Takes links and answers their messages. */
export class AcquirerServer {
  private readonly server: Server;
  private readonly links = new Set<Link>();
  private linkCount = 0;

  constructor(private readonly bank: Bank) {
    this.server = createServer({ noDelay: true }, (socket) => this.accept(socket));
  }

  /** Listens; answers the port, which the system chooses when 0 was asked for. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        const address = this.server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  /** Cuts every link; answers still held back are never sent. */
  stop(): Promise<void> {
    for (const link of this.links) link.cut();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private accept(socket: Socket): void {
    const link = new Link(++this.linkCount, socket, this.bank);
    this.links.add(link);
    socket.on('close', () => this.links.delete(link));
  }
}

/** One TCP connection from a gateway. */
class Link {
  private readonly decoder = new FrameDecoder();
  private readonly timers = new Set<NodeJS.Timeout>();
  private state: LinkState = { isSignedOn: false };

  constructor(
    private readonly number: number,
    private readonly socket: Socket,
    private readonly bank: Bank,
  ) {
    socket.on('data', (chunk) => this.receive(chunk));
    socket.on('error', (error) => bank.log('link failed', { link: number, error: error.message }));
    socket.on('close', () => this.release());
    bank.log('link opened', { link: number });
  }

  cut(): void {
    this.socket.destroy();
  }

  private release(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.bank.log('link closed', { link: this.number });
  }

  /** All messages of a chunk are journaled with one write and answered with one: system calls are most of what this costs. */
  private receive(chunk: Buffer): void {
    const entries: JournalEntry[] = [];
    const answers: Message[] = [];
    try {
      for (const bytes of this.decoder.push(chunk)) this.answer(unpack(bytes), entries, answers);
    } catch (error) {
      if (!(error instanceof MessageFormatError)) throw error;
      this.send(entries, answers);
      this.distrust(error);
      return;
    }
    this.send(entries, answers);
  }

  /** What follows a message we cannot read cannot be trusted: the sender has to come again, and to reverse what is open. */
  private distrust(error: MessageFormatError): void {
    this.bank.log('link cut', { link: this.number, error: error.message });
    this.socket.removeAllListeners('data');
    this.socket.destroySoon();
  }

  private answer(message: Message, entries: JournalEntry[], answers: Message[]): void {
    entries.push(describeTraffic('received', message));
    const decision = answerMessage(this.bank.book, this.state, message);
    if (decision === undefined) return;
    this.state = { isSignedOn: decision.isSignedOn };
    // Recorded at once, so that the next message of the same chunk is judged by it.
    for (const entry of decision.entries) this.bank.book.record(entry);
    entries.push(...decision.entries);
    const delayMs = this.delayOf(decision.delivery);
    if (delayMs === 0) answers.push(decision.answer);
    else if (delayMs !== undefined) this.sendLater(decision.answer, delayMs);
  }

  private delayOf(delivery: Delivery): number | undefined {
    if (delivery === 'never') return undefined;
    return delivery === 'late' ? this.bank.delays.lateAnswerMs : this.bank.delays.latencyMs;
  }

  private sendLater(answer: Message, delayMs: number): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.send([], [answer]);
    }, delayMs);
    this.timers.add(timer);
  }

  private send(entries: readonly JournalEntry[], answers: readonly Message[]): void {
    const leaving = this.socket.writable ? answers : [];
    const lines = [...entries, ...leaving.map((answer) => describeTraffic('answered', answer))];
    if (lines.length > 0) this.bank.journal.append(this.number, lines);
    if (leaving.length > 0) this.socket.write(Buffer.concat(leaving.map((answer) => encodeFrame(pack(answer)))));
    if (this.socket.writableLength > MAX_UNREAD_BYTES) this.cut();
  }
}
