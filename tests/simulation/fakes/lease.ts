import { TransientError } from '@tollgate/errors';
import type { Process } from '../world/process.ts';

/** Postgres's advisory locks: what a process holds is free when it dies. */
export class SimulatedLocks {
  private readonly holders = new Map<string, Process>();

  of(process: Process) {
    process.onEnd(() => {
      for (const [key, holder] of this.holders) if (holder === process) this.holders.delete(key);
    });
    return {
      hold: async <T>(key: string, work: (signal: AbortSignal, isHeld: () => boolean) => Promise<T>): Promise<T> => {
        if (this.holders.has(key)) throw new TransientError('somebody is at it');
        this.holders.set(key, process);
        try {
          await process.effect('lock', () => undefined);
          return await work(new AbortController().signal, () => true);
        } finally {
          if (this.holders.get(key) === process) this.holders.delete(key);
        }
      },
    };
  }
}
