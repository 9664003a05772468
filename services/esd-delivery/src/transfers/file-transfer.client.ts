import type { Socket } from 'node:net';
import type { Config } from '../config.js';
import type { ByteSink, ByteSource } from '../objects/object-reader.store.js';
import { acknowledgedAt, acknowledgedOf, certainlyAcknowledgedOf, type Look, withLook } from './acknowledged-bytes.js';
import { endsOf, type KernelSockets, type PeerSigns } from './kernel-sockets.client.js';

/** clean: the client took every byte. silent: its computer took every byte, and no word came of the client. broken: the client reset it, or ended
 *  it too early. stopped: nobody of the client's did; it was cut here, or nothing was heard of its computer any more. */
export type Ending = 'clean' | 'silent' | 'broken' | 'stopped';

export interface TransferParts {
  readonly socket: Socket;
  readonly reader: ByteSource;
  /** Status line and headers, with the empty line. */
  readonly head: string;
  readonly lengthBytes: number;
  readonly kernel: KernelSockets;
  readonly times: Pick<Config['times'], 'silenceMs' | 'pauseMs'>;
  /** Some more bytes were sent. */
  readonly onMoved: () => void;
  /** Every byte was acknowledged; the client's end is what is left to come. */
  readonly onTaken: () => void;
  /** The client ended the connection, or an error did; `ended` follows within a second. */
  readonly onLastSign: () => void;
}

interface Piece {
  readonly bytes: Buffer;
  readonly written: () => void;
}

/** A client that is gone without a word is noticed by its computer's silence. */
const keepAliveMs = 30_000;
/** After the client's end, so long for the reset that follows where bytes were still on their way to it. */
const doubtMs = 300;
const lingerMs = 1_000;
/** What the kernel was handed it goes on delivering for about so long after the connection is closed here. Source: Linux, tcp_orphan_retries. */
const deliveredMs = 60_000;
/** Signs of the client itself; any other error tells that its computer is gone, or out of reach. */
const errorsOfClients = new Set(['ECONNRESET', 'EPIPE']);
/** How much is written at a time: of a write that is under way nobody knows how much the kernel has. Larger while that is taken at once. */
const minStepBytes = 65_536;
const maxStepBytes = 262_144;
const promptMs = 5;

/** Sends a file's bytes over a connection that serves nothing after it, and finds out whether they arrived. That the last byte was written proves
 *  nothing: megabytes of it may lie in buffers. So the server announces `Connection: close` and leaves its side open; a client that has all
 *  closes, one that gives up resets (or closes too early). Its end counts if every byte was acknowledged by then, and no reset follows. */
export class FileTransfer implements ByteSink {
  readonly ended: Promise<Ending>;
  /** Handed to the connection, some of it perhaps still in buffers: the client has no more than this. */
  handedBytes = 0;
  /** When the client last took something. */
  movedAtMs = performance.now();
  /** Every byte was acknowledged, or nobody can tell on this system. */
  isTaken = false;
  /** What the client's computer had for certain at the last look. */
  acknowledgedBytes = 0;
  /** The most that it can have had in the end: a client's word is believed as far as this. */
  believedBytes = 0;
  private looks: readonly Look[] = [{ atMs: performance.now(), handedBytes: 0, acknowledgedBytes: 0 }];
  private readonly waiting: Piece[] = [];
  private stepBytes = minStepBytes;
  private isWriting = false;
  private writtenBytes = 0;
  /** Of the piece that is first in line. */
  private nextByte = 0;
  /** Where the client's other requests begin. */
  private readonly begins = new Set<number>();
  private pauseAtBytes = Number.POSITIVE_INFINITY;
  private pauseMs: number;
  private isOver = false;
  private isEnding = false;
  private resolve: (ending: Ending) => void = () => undefined;
  private timer: NodeJS.Timeout | undefined;
  readonly ends;

  constructor(private readonly parts: TransferParts) {
    this.ended = new Promise((resolve) => {
      this.resolve = resolve;
    });
    const { socket, reader, head, times } = parts;
    this.pauseMs = times.pauseMs;
    this.ends = endsOf(socket);
    // Node's HTTP server would end our side as soon as the client ended its own.
    socket.removeAllListeners('end');
    socket.once('end', () => void this.clientEnded());
    socket.on('error', ({ code = '' }: NodeJS.ErrnoException) => this.over(errorsOfClients.has(code) ? 'broken' : 'stopped'));
    socket.once('close', () => this.over('stopped'));
    socket.setTimeout(0);
    socket.setKeepAlive(true, keepAliveMs);
    if (socket.destroyed || socket.readableEnded || socket.writableEnded) {
      setImmediate(() => this.over('broken')); // it went while the file was being looked for
      return;
    }
    socket.write(head, 'latin1');
    reader.start(this);
  }

  write(bytes: Buffer, written: () => void): void {
    if (this.isOver) return;
    this.waiting.push({ bytes, written });
    if (!this.isWriting && this.waiting.length === 1) this.writeNext();
  }

  /** The client asked for what comes after so many bytes on another connection: as download managers do, which end this one there. Nothing more is
   *  sent until it did, or until it had the time to: an end with nothing on its way tells that all before it arrived. */
  pauseAt(bytes: number): void {
    this.begins.add(bytes);
    if (bytes > this.handedBytes) this.pauseAtBytes = Math.min(bytes, this.pauseAtBytes);
  }

  /** It does not bring what comes after so many bytes after all. */
  goOnPast(bytes: number): void {
    if (!this.begins.delete(bytes) || this.pauseAtBytes !== bytes) return;
    const isHeld = this.handedBytes === bytes && !this.isOver && !this.isEnding;
    if (!isHeld) this.pauseAtBytes = this.nextBegin();
    else if (!this.isWriting) {
      clearTimeout(this.timer);
      this.goOn();
    }
  }

  /** The last of these places that the client's computer has come to for certain. */
  get passedBytes(): number | undefined {
    const passed = [...this.begins].filter((bytes) => bytes <= this.acknowledgedBytes);
    return passed.length === 0 ? undefined : Math.max(...passed);
  }

  failed(): void {
    this.cut();
  }

  /** Ends the connection; what the client has of the file it can resume from. To a client that takes what is sent the kernel still delivers what it
   *  was handed; one that takes nothing has no more than it had. */
  cut(): void {
    this.over('stopped', acknowledgedAt(this.looks, performance.now() + deliveredMs, this.handedBytes));
  }

  /** What the kernel tells of the connection at this moment. */
  seen(signs: PeerSigns | undefined): void {
    if (this.isOver || signs?.isOpen === false) return;
    const atMs = performance.now();
    const unacknowledgedBytes = signs?.unacknowledgedBytes ?? Number.POSITIVE_INFINITY;
    const certainBytes = certainlyAcknowledgedOf(this.writtenBytes, unacknowledgedBytes);
    if (certainBytes > this.acknowledgedBytes) this.movedAtMs = atMs;
    this.acknowledgedBytes = Math.max(this.acknowledgedBytes, certainBytes);
    const acknowledgedBytes = acknowledgedOf(this.handedBytes, unacknowledgedBytes);
    this.looks = withLook(this.looks, { atMs, handedBytes: this.handedBytes, acknowledgedBytes });
    if (signs !== undefined && signs.unacknowledgedBytes > 0) return;
    if (this.isWritten) this.taken();
    else if (this.isPaused) this.timer ??= setTimeout(() => this.pausedInVain(), this.pauseMs);
  }

  private writeNext(fromByte = 0): void {
    const [piece] = this.waiting;
    this.nextByte = fromByte;
    if (piece === undefined || this.isOver || this.handedBytes === this.pauseAtBytes) return;
    const mostBytes = Math.min(this.stepBytes, this.pauseAtBytes - this.handedBytes);
    const toByte = Math.min(piece.bytes.length, fromByte + mostBytes);
    const atMs = performance.now();
    this.isWriting = true;
    this.handedBytes += toByte - fromByte;
    this.parts.socket.write(piece.bytes.subarray(fromByte, toByte), (error) => {
      if (error) return;
      this.isWriting = false;
      this.wrote(toByte - fromByte, atMs);
      if (toByte < piece.bytes.length) return this.writeNext(toByte);
      this.waiting.shift();
      piece.written();
      if (!this.isWriting) this.writeNext();
    });
  }

  private wrote(bytes: number, sinceMs: number): void {
    this.movedAtMs = performance.now();
    this.stepBytes = this.movedAtMs - sinceMs < promptMs ? Math.min(maxStepBytes, this.stepBytes * 2) : minStepBytes;
    this.writtenBytes += bytes;
    this.parts.onMoved();
  }

  private pausedInVain(): void {
    this.pauseMs = this.parts.times.pauseMs / 5; // it goes on over what others bring, and may do so at each of their beginnings
    this.goOn();
  }

  private goOn(): void {
    this.timer = undefined;
    this.pauseAtBytes = this.nextBegin();
    this.writeNext(this.nextByte);
  }

  private nextBegin(): number {
    return Math.min(...[...this.begins].filter((bytes) => bytes > this.handedBytes));
  }

  private get isWritten(): boolean {
    return this.writtenBytes === this.parts.lengthBytes;
  }

  private get isPaused(): boolean {
    return this.writtenBytes === this.pauseAtBytes;
  }

  private taken(): void {
    if (this.isTaken || this.isEnding) return;
    this.isTaken = true;
    this.timer = setTimeout(() => this.over('silent'), this.parts.times.silenceMs);
    this.parts.onTaken();
  }

  private async clientEnded(): Promise<void> {
    if (!this.isWritten && !this.isPaused) return this.over('broken');
    clearTimeout(this.timer);
    this.announceEnd();
    const { kernel } = this.parts;
    const first = await kernel.look(this.ends);
    if (first !== undefined && (!first.isOpen || first.unacknowledgedBytes > 0)) return this.over('broken');
    await new Promise((resolve) => {
      this.timer = setTimeout(resolve, doubtMs);
    });
    const second = await kernel.look(this.ends);
    this.over(second === undefined || second.isOpen ? 'clean' : 'broken');
  }

  private announceEnd(): void {
    if (this.isEnding) return;
    this.isEnding = true;
    this.parts.onLastSign();
  }

  private over(ending: Ending, believedBytes = acknowledgedAt(this.looks, performance.now(), this.handedBytes)): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.timer);
    const isWhole = ending === 'clean' || ending === 'silent';
    if (isWhole) this.acknowledgedBytes = this.handedBytes;
    this.believedBytes = Math.max(this.acknowledgedBytes, believedBytes);
    this.announceEnd();
    const { socket, reader } = this.parts;
    reader.close();
    if (isWhole) {
      socket.end();
      setTimeout(() => socket.destroy(), lingerMs).unref();
    } else socket.destroy();
    this.resolve(ending);
  }
}
