import { systemClock } from '@tollgate/errors';
import { dueWorkContract } from './due-work.contract.js';
import { MemoryDueWork } from './memory-due-work.js';

dueWorkContract('memory', async (clock) => {
  const work = new MemoryDueWork({ clock, leaseClock: systemClock });
  return {
    replicas: [work, work],
    inTransaction: async (run) => {
      const committed: (() => void)[] = [];
      await run({ afterCommit: (effect: () => void) => committed.push(effect) });
      for (const effect of committed) effect();
    },
    close: async () => undefined,
  };
});
