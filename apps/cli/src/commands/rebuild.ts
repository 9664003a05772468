import { setTimeout as sleep } from 'node:timers/promises';
import {
  RebuildProgressRequestSchema,
  RebuildProgressResponseSchema,
  RebuildRequestSchema,
  RebuildResponseSchema,
  requests,
} from '@tollgate/contracts';
import { openRequests } from '../bus.js';
import { progressBar } from '../progress.js';

/** `tollgate rebuild`: reporting builds its read models anew from the first event, beside those that are shown, then shows the new ones.
 *  Orders go on meanwhile. */
export const rebuildCommand = async (): Promise<number> => {
  const bus = await openRequests();
  const begun = performance.now();
  const bar = progressBar('rebuilding', 0);
  try {
    const { generation } = await bus.ask.request(requests.rebuild, RebuildRequestSchema, RebuildResponseSchema, {});
    for (;;) {
      const progress = await bus.ask.request(
        requests.rebuildProgress,
        RebuildProgressRequestSchema,
        RebuildProgressResponseSchema,
        { generation },
      );
      bar.update(Number(progress.appliedEvents), Number(progress.totalEvents));
      if (progress.isDone) {
        bar.stop();
        console.log(`✓ ${progress.appliedEvents} events applied anew in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
        return 0;
      }
      await sleep(200);
    }
  } finally {
    bar.stop();
    await bus.close();
  }
};
