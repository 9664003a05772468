import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { machine } from './machine.ts';
import type { Task, World } from './world.ts';

/** The world whose time and chance hold now. */
let current: World | undefined;

/** By the clock of whoever asks. */
const nowMs = (): number =>
  current === undefined ? machine.Date.now() : Math.round(current.nowMs + (current.owner?.skewMs ?? 0));

/** Whatever looks more often than this looks this often: a look that finds nothing costs as much as one that does. */
const OFTEN_MS = 500;

class VirtualDate extends machine.Date {
  constructor(...values: readonly unknown[]) {
    if (values.length === 0) super(nowMs());
    else super(...(values as [number]));
  }
  static override now(): number {
    return nowMs();
  }
}

/** A timer of the world: it dies with the process that set it. */
class VirtualTimer {
  private task: Task | undefined;

  private readonly world: World;
  private readonly delayMs: number;
  private readonly run: () => void;
  private readonly isRepeated: boolean;

  constructor(world: World, delayMs: number, run: () => void, isRepeated: boolean) {
    this.world = world;
    this.delayMs = delayMs;
    this.run = run;
    this.isRepeated = isRepeated;
    this.start();
  }

  private start(): void {
    const { owner } = this.world;
    this.task = this.world.after(this.delayMs, owner, () => {
      if (this.isRepeated) this.start();
      this.run();
    });
  }

  cancel(): void {
    if (this.task !== undefined) this.task.isCanceled = true;
  }
  refresh(): this {
    this.cancel();
    this.start();
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return false;
  }
}

type Callback = (...values: readonly unknown[]) => void;

const virtualTimer =
  (isRepeated: boolean, fallback: typeof setTimeout | typeof setInterval) =>
  (run: Callback, delayMs = 0, ...values: readonly unknown[]) =>
    current === undefined
      ? (fallback as typeof setTimeout)(run, delayMs, ...values)
      : new VirtualTimer(current, Math.max(isRepeated ? OFTEN_MS : 0, Number(delayMs)), () => run(...values), isRepeated);

const cancel = (fallback: (timer: never) => void) => (timer: unknown) => {
  if (timer instanceof VirtualTimer) timer.cancel();
  else fallback(timer as never);
};

const uuid = (world: World): string => {
  const bytes = Buffer.alloc(16);
  world.idRandom.fill(bytes);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

const patchChance = (): void => {
  Object.assign(crypto, {
    randomUUID: () => (current === undefined ? machine.randomUUID() : uuid(current)),
    randomBytes: (size: number) => {
      if (current === undefined) return machine.randomBytes(size);
      const bytes = Buffer.alloc(size);
      current.idRandom.fill(bytes);
      return bytes;
    },
    randomFillSync: (bytes: Uint8Array) => {
      if (current === undefined) return machine.randomFillSync(bytes);
      current.idRandom.fill(bytes);
      return bytes;
    },
  });
  // So that `import { randomUUID } from 'node:crypto'` of the services gets these, too.
  syncBuiltinESMExports();
};

/** Puts the world's time and chance in the place of the machine's, for all code of this process: whatever a handler asks of clock, timers and
 *  random bytes is the seed's. Without a world everything is as it was. */
export const installVirtualTime = (): void => {
  Object.assign(globalThis, {
    Date: VirtualDate,
    setTimeout: virtualTimer(false, machine.setTimeout),
    setInterval: virtualTimer(true, machine.setInterval),
    clearTimeout: cancel(machine.clearTimeout),
    clearInterval: cancel(machine.clearInterval),
    setImmediate: (run: Callback, ...values: readonly unknown[]) =>
      current === undefined ? machine.setImmediate(run, ...values) : new VirtualTimer(current, 0, () => run(...values), false),
  });
  performance.now = () => (current === undefined ? machine.now() : current.elapsedMs);
  patchChance();
};

/** Lives in this world until it is done. */
export const within = async <T>(world: World, live: () => Promise<T>): Promise<T> => {
  if (current !== undefined) throw new Error('one world at a time');
  current = world;
  const onEscape = (error: unknown): void => {
    world.defects.push(`a promise without a handler: ${error instanceof Error ? error.stack : String(error)}`);
  };
  process.on('unhandledRejection', onEscape);
  try {
    return await live();
  } finally {
    current = undefined;
    process.off('unhandledRejection', onEscape);
  }
};

/** Milliseconds by the machine's own clock, for whoever measures. */
export const realNowMs = (): number => machine.now();
