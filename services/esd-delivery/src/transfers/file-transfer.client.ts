import type { Socket } from 'node:net';
import type { ByteSink, ObjectReader } from '../objects/object-reader.store.js';
import { endsOf, type KernelSockets } from './kernel-sockets.client.js';

/** clean: the client took every byte. silent: every byte was sent, and no word came of it. broken: an error, or an end too early. */
export type Ending = 'clean' | 'silent' | 'broken';

export interface TransferParts {
  readonly socket: Socket;
  readonly reader: ObjectReader;
  /** Status line and headers, with the empty line. */
  readonly head: string;
  readonly lengthBytes: number;
  readonly kernel: KernelSockets;
  /** Some more bytes were sent. */
  readonly onMoved: () => void;
  /** The client ended the connection, or an error did; `ended` follows within a second. */
  readonly onLastSign: () => void;
}

/** From the last byte on, the client's end of the connection is waited for so long. */
const timeoutMs = 10_000;
/** After the client's end, so long for the reset that follows where bytes were still on their way to it. */
const doubtMs = 300;
const lingerMs = 1_000;

/** Sends a file's bytes over a connection that serves nothing after it, and finds out whether they arrived. That the last byte was written proves
 *  nothing: megabytes of it may lie in buffers. So the server announces `Connection: close` and leaves its side open; a client that has all
 *  closes, one that gives up resets (or closes too early). Its end counts if every byte was acknowledged by then, and no reset follows. */
export class FileTransfer implements ByteSink {
  readonly ended: Promise<Ending>;
  /** Handed to the connection, some of it perhaps still in buffers: the client has no more than this. */
  handedBytes = 0;
  /** When the client last took something. */
  movedAtMs = performance.now();
  private writtenBytes = 0;
  private isOver = false;
  private isEnding = false;
  private resolve: (ending: Ending) => void = () => undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly ends;

  constructor(private readonly parts: TransferParts) {
    this.ended = new Promise((resolve) => {
      this.resolve = resolve;
    });
    const { socket, reader, head } = parts;
    this.ends = endsOf(socket);
    // Node's HTTP server would end our side as soon as the client ended its own.
    socket.removeAllListeners('end');
    socket.once('end', () => void this.clientEnded());
    socket.on('error', () => this.over('broken'));
    socket.once('close', () => this.over('broken'));
    socket.setTimeout(0);
    if (socket.destroyed || socket.readableEnded || socket.writableEnded) {
      setImmediate(() => this.over('broken')); // it went while the file was being looked for
      return;
    }
    socket.write(head, 'latin1');
    reader.start(this);
  }

  write(piece: Buffer, written: () => void): void {
    if (this.isOver) return;
    this.handedBytes += piece.length;
    this.parts.socket.write(piece, (error) => {
      if (error) return;
      this.writtenBytes += piece.length;
      this.movedAtMs = performance.now();
      if (this.isWritten) this.waitForClient();
      this.parts.onMoved();
      written();
    });
  }

  failed(): void {
    this.cut();
  }

  /** Ends the connection at once; what the client has of the file it can resume from. */
  cut(): void {
    this.over('broken');
  }

  private get isWritten(): boolean {
    return this.writtenBytes === this.parts.lengthBytes;
  }

  private waitForClient(): void {
    this.timer = setTimeout(() => this.over('silent'), timeoutMs);
  }

  private async clientEnded(): Promise<void> {
    if (!this.isWritten) return this.over('broken');
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

  private over(ending: Ending): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.timer);
    this.announceEnd();
    const { socket, reader } = this.parts;
    reader.close();
    if (ending === 'broken') socket.destroy();
    else {
      socket.end();
      setTimeout(() => socket.destroy(), lingerMs).unref();
    }
    this.resolve(ending);
  }
}
