import { Socket } from 'node:net';

/** What becomes of the bytes of one direction: they pass, are held and come later, are lost, come as noise, or come so many milliseconds late. */
type Way = 'pass' | 'hold' | 'drop' | 'garble' | number;

/** `requests` go to the server, `answers` come from it. */
export interface Ways {
  readonly requests: Way;
  readonly answers: Way;
}

/** Beyond it the sender is read no further, as by a receiver whose buffers are full. */
const MAX_HELD_BYTES = 65_536;
/** The same of bytes that come late: so many are on their way. */
const MAX_LATE_BYTES = 16 * 1_048_576;

/** One connection of a client, and the proxy's own to the server, which is made with the first byte that may pass: a stopped server does not know of
 *  those who wait. */
export class FaultyLink {
  private readonly far = new Socket({ allowHalfOpen: true });
  private readonly requests: Direction;
  private readonly answers: Direction;
  private isDialed = false;
  private isLost = false;

  constructor(
    private readonly near: Socket,
    private readonly target: { readonly host: string; readonly port: number },
    ways: Ways,
  ) {
    near.setNoDelay(true);
    this.far.setNoDelay(true);
    this.requests = new Direction(near, this.far);
    this.answers = new Direction(this.far, near);
    this.set(ways);
  }

  /** Whether the server, or the network to it, still has its side of the connection. */
  get isFarOpen(): boolean {
    return this.isDialed && !this.far.destroyed;
  }

  set({ requests, answers }: Ways): void {
    if (this.isLost) return;
    const mayReach = requests !== 'hold' && requests !== 'drop';
    if (mayReach && !this.isDialed) {
      this.isDialed = true;
      this.far.connect(this.target.port, this.target.host);
    }
    this.requests.set(requests);
    this.answers.set(answers);
  }

  vanish(): void {
    this.requests.set('drop');
    this.answers.set('drop');
    this.far.destroy();
  }

  /** Dead until it is cut; the server lets go of its side after `serverNoticesMs`. */
  lose(serverNoticesMs: number): void {
    this.set({ requests: 'drop', answers: 'drop' });
    this.isLost = true;
    setTimeout(() => this.far.destroy(), serverNoticesMs).unref();
  }

  cut(): void {
    for (const socket of [this.near, this.far]) socket.resetAndDestroy();
  }
}

/** The bytes from one socket to the other, in order. */
class Direction {
  private way: Way = 'pass';
  private readonly held: { readonly bytes: Buffer | undefined; readonly dueMs: number }[] = [];
  private heldBytes = 0;
  private timer: NodeJS.Timeout | undefined;
  /** Something was lost on the way: nothing comes after it, as TCP hands nothing over behind a hole. */
  private hasHole = false;

  constructor(
    private readonly from: Socket,
    private readonly to: Socket,
  ) {
    from.on('data', (bytes) => this.take(bytes));
    from.on('end', () => this.take(undefined));
    from.on('error', () => undefined); // its 'close' follows
    from.on('close', (hadError) => this.broken(hadError));
    to.on('drain', () => this.flow());
  }

  set(way: Way): void {
    this.way = way;
    this.flow();
  }

  /** Bytes, or the end of them. */
  private take(bytes: Buffer | undefined): void {
    if (this.way === 'drop') this.hasHole = true;
    if (this.hasHole) return;
    const delayMs = typeof this.way === 'number' ? this.way : 0;
    const passed = this.way === 'garble' ? bytes?.map((byte) => byte ^ 0xa5) : bytes;
    this.held.push({ bytes: passed && Buffer.from(passed), dueMs: performance.now() + delayMs });
    this.heldBytes += bytes?.length ?? 0;
    this.flow();
  }

  /** Hands over what may go now, and reads on as long as there is room. */
  private flow(): void {
    clearTimeout(this.timer);
    if (this.way === 'drop' && this.held.length > 0) {
      this.hasHole = true;
      this.held.length = this.heldBytes = 0;
    }
    while (this.way !== 'hold' && !this.to.writableNeedDrain && this.isDue()) this.handOver();
    const room = typeof this.way === 'number' ? MAX_LATE_BYTES : MAX_HELD_BYTES;
    if (this.way === 'hold' || this.heldBytes > room) this.from.pause();
    else this.from.resume();
  }

  /** Whether something may go now; where it is due later, it is looked at again then. */
  private isDue(): boolean {
    const [next] = this.held;
    if (next === undefined) return false;
    const waitMs = next.dueMs - performance.now();
    if (waitMs > 0) this.timer = setTimeout(() => this.flow(), Math.ceil(waitMs));
    return waitMs <= 0;
  }

  private handOver(): void {
    const bytes = this.held.shift()?.bytes;
    if (bytes === undefined) this.to.end();
    else this.to.write(bytes);
    this.heldBytes -= bytes?.length ?? 0;
  }

  /** A reset, or the end of a socket that was ended already, is passed on unless the other side must not know of it. */
  private broken(hadError: boolean): void {
    clearTimeout(this.timer);
    if (this.way === 'hold' || this.way === 'drop' || this.hasHole || this.to.destroyed) return;
    if (hadError) this.to.resetAndDestroy();
    else this.to.destroySoon();
  }
}
