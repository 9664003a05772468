import { connect, type Socket } from 'node:net';
import { encodeFrame, FrameDecoder, type Message, pack, unpack } from '@tollgate/iso8583';
import { crashPoint } from '@tollgate/order-log';
import { managementMessage } from './acquirer-messages.js';

/** Crash point: the request for money is with the kernel, its answer not yet seen. */
export const crashAfterSend = 'authorization:after-send';

/** What came of a message. Unless it was answered nobody knows whether the acquirer acted on it. */
export type Reply =
  | { readonly outcome: 'answered'; readonly message: Message }
  | { readonly outcome: 'no_answer' }
  | { readonly outcome: 'link_lost' };

export interface LinkLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface LinkOptions {
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
  readonly echoEveryMs: number;
  readonly log: LinkLog;
}

/** A message ready to leave: packed before anything is promised about it, so that one that cannot be written is found in time. */
export interface OutgoingMessage {
  readonly mti: string;
  readonly key: string;
  readonly frame: Uint8Array;
}

/** Throws MessageFormatError on what does not fit ISO 8583. */
export const outgoing = (message: Message): OutgoingMessage => ({
  mti: message.mti,
  key: keyOf(message),
  frame: encodeFrame(pack(message)),
});

type Waiting = { readonly settle: (reply: Reply) => void; readonly timer: NodeJS.Timeout };

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** The persistent line to the acquirer: many messages in flight, each matched to its answer by STAN, RRN, terminal and time, never by
 *  the STAN alone, which wraps. A line that breaks leaves all that was in flight unknown, and is built again. */
export class AcquirerLink {
  private socket: Socket | undefined;
  private readonly waiting = new Map<string, Waiting>();
  private queue: OutgoingMessage[] = [];
  private isSignedOn = false;
  private isClosed = false;
  private pauseMs = FIRST_PAUSE_MS;
  private managementStan = 0;
  private reconnecting: NodeJS.Timeout | undefined;
  private onLateAnswer: (message: Message) => void = () => undefined;
  private readonly echoing: NodeJS.Timeout;

  constructor(private readonly options: LinkOptions) {
    this.echoing = setInterval(() => void this.echo(), options.echoEveryMs).unref();
  }

  /** Builds the line, and hands over answers that nobody waits for any more. */
  open(onLateAnswer: (message: Message) => void): void {
    this.onLateAnswer = onLateAnswer;
    this.dial();
  }

  /** Whether a message sent now would leave. */
  get isReady(): boolean {
    return this.isSignedOn;
  }

  /** Writes the message, with all others of this turn of the loop in one write, and waits for its answer. Never rejects. */
  send(message: OutgoingMessage): Promise<Reply> {
    if (this.socket === undefined) return Promise.resolve({ outcome: 'link_lost' });
    if (this.queue.length === 0) setImmediate(() => this.flush());
    this.queue.push(message);
    return new Promise((settle) => {
      const { key } = message;
      const timer = setTimeout(() => this.settle(key, { outcome: 'no_answer' }), this.options.timeoutMs);
      this.waiting.set(key, { settle, timer });
    });
  }

  close(): void {
    this.isClosed = true;
    clearInterval(this.echoing);
    clearTimeout(this.reconnecting);
    this.socket?.destroy();
  }

  private dial(): void {
    const socket = connect({ host: this.options.host, port: this.options.port, noDelay: true });
    const decoder = new FrameDecoder();
    socket.once('connect', () => {
      this.socket = socket;
      void this.signOn(socket);
    });
    socket.on('data', (chunk) => this.receive(socket, decoder, chunk));
    socket.on('error', (error) => this.options.log.warn({ error: error.message }, 'acquirer link failed'));
    socket.once('close', () => this.lost());
  }

  private async signOn(socket: Socket): Promise<void> {
    const reply = await this.manage('001');
    if (reply.outcome === 'answered' && reply.message.responseCode === '00') {
      this.isSignedOn = true;
      this.pauseMs = FIRST_PAUSE_MS;
      this.options.log.info({}, 'acquirer link signed on');
    } else {
      socket.destroy();
    }
  }

  /** A line on which an echo goes unanswered is dead, though TCP may not know it for a long time. */
  private async echo(): Promise<void> {
    const { socket } = this;
    if (socket === undefined || !this.isSignedOn) return;
    const reply = await this.manage('301');
    if (reply.outcome === 'no_answer') socket.destroy();
  }

  private manage(code: '001' | '301'): Promise<Reply> {
    this.managementStan = (this.managementStan % 999_999) + 1;
    return this.send(outgoing(managementMessage(code, this.managementStan, new Date())));
  }

  private flush(): void {
    const messages = this.queue;
    this.queue = [];
    if (this.socket === undefined) return; // `lost` has settled them
    this.socket.write(Buffer.concat(messages.map(({ frame }) => frame)));
    for (const { mti } of messages) if (mti === '0100' || mti === '0200') crashPoint(crashAfterSend);
  }

  private receive(socket: Socket, decoder: FrameDecoder, chunk: Buffer): void {
    try {
      for (const bytes of decoder.push(chunk)) this.answered(unpack(bytes));
    } catch (error) {
      // Nobody knows any more where the next message starts, nor whose answer this was.
      this.options.log.warn({ error }, 'acquirer sent what is no message');
      socket.destroy();
    }
  }

  private answered(message: Message): void {
    if (!this.settle(keyOf(message), { outcome: 'answered', message })) this.onLateAnswer(message);
  }

  private settle(key: string, reply: Reply): boolean {
    const waiting = this.waiting.get(key);
    if (waiting === undefined) return false;
    this.waiting.delete(key);
    clearTimeout(waiting.timer);
    waiting.settle(reply);
    return true;
  }

  private lost(): void {
    this.socket = undefined;
    this.isSignedOn = false;
    this.queue = [];
    for (const key of [...this.waiting.keys()]) this.settle(key, { outcome: 'link_lost' });
    if (this.isClosed) return;
    this.reconnecting = setTimeout(() => this.dial(), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

const keyOf = ({ stan, rrn, terminalId, transmissionTime }: Message): string =>
  `${stan}|${rrn}|${terminalId}|${transmissionTime}`;
