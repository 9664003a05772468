import { TransientError } from '@tollgate/errors';
import type { Process } from '../world/process.ts';
import type { World } from '../world/world.ts';

interface Holding {
  readonly process: Process;
  readonly lost: AbortController;
}

/** A process that was not heard of for so long has lost its session, and its locks with it: as the server does it. */
const DEADLINE_MS = 12_000;

/** Postgres's advisory locks. What a process holds is free when it dies, when it stands still for too long, and when the database goes away,
 *  whoever is at work under it: they are told, and go on at their own risk. */
export class SimulatedLocks {
  private readonly holdings = new Map<string, Holding>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
    world.onLeave('database', () => this.lose(() => true));
  }

  of(process: Process) {
    const lose = (): void => this.lose((holder) => holder === process);
    process.onEnd(lose);
    process.onFreeze((forMs) => {
      if (forMs > DEADLINE_MS) this.world.after(DEADLINE_MS, undefined, lose);
    });
    /** What is under way in this process, whether it has the lock yet or not: known without the server. */
    const busy = new Set<string>();
    return {
      hold: async <T>(key: string, work: (signal: AbortSignal, isHeld: () => boolean) => Promise<T>): Promise<T> => {
        if (busy.has(key)) throw new TransientError('somebody is at it');
        busy.add(key);
        const holding: Holding = { process, lost: new AbortController() };
        try {
          await this.take(key, holding);
          return await work(holding.lost.signal, () => !holding.lost.signal.aborted);
        } finally {
          busy.delete(key);
          if (this.holdings.get(key) === holding) this.holdings.delete(key);
        }
      },
    };
  }

  private async take(key: string, holding: Holding): Promise<void> {
    const { process } = holding;
    const take = (): boolean => {
      if (this.holdings.has(key) || !process.isAlive) return false;
      this.holdings.set(key, holding);
      return true;
    };
    const isTaken = await process.effect('lock', take).catch((error: unknown) => {
      this.lose((holder) => holder === process); // a statement that broke off may have taken it: the session is given up
      throw error;
    });
    if (!isTaken) throw new TransientError('somebody is at it');
    // Gone between the server and here: nobody was told, as nobody relied on it yet.
    if (this.holdings.get(key) !== holding) throw new TransientError('the lock was lost');
  }

  private lose(isLost: (holder: Process) => boolean): void {
    for (const [key, { process, lost }] of this.holdings) {
      if (!isLost(process)) continue;
      this.holdings.delete(key);
      if (!process.isAlive) continue;
      this.world.trouble(process.service);
      process.note(`loses the lock of ${key.slice(0, 36).slice(-6)}`);
      this.world.after(0, process, () => lost.abort(new TransientError('the lock was lost')));
    }
  }
}
