import { setTimeout as sleep } from 'node:timers/promises';
import {
  RebuildProgressRequestSchema,
  type RebuildProgressResponse,
  RebuildProgressResponseSchema,
  RebuildRequestSchema,
  RebuildResponseSchema,
  requests,
} from '@tollgate/contracts';
import { answerOf, openRequests } from '../bus.js';
import { progressBar } from '../progress.js';
import { CannotCheck } from '../stack.js';

const POLL_MS = 200;
/** A machine that is busy with the rebuild may be slow to tell of it. */
const SILENT_FOR_MS = 60_000;

export interface RebuildParts {
  readonly progressOf: () => Promise<RebuildProgressResponse>;
  readonly show: (progress: RebuildProgressResponse) => void;
  readonly wait: (ms: number) => Promise<unknown>;
  readonly nowMs: () => number;
}

/** What is answered, asked again for as long as nobody answers, up to a minute. Throws the last failure then, and every other one at once. */
const insisting = async <T>(ask: () => Promise<T>, { wait, nowMs }: Pick<RebuildParts, 'wait' | 'nowMs'>): Promise<T> => {
  for (const sinceMs = nowMs(); ; await wait(POLL_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof CannotCheck) || nowMs() - sinceMs >= SILENT_FOR_MS) throw error;
    }
  }
};

/** The progress of a rebuild that came to its end, well or not. Throws CannotCheck once nobody told of it for a minute. */
export const rebuildEnd = async ({ progressOf, show, wait, nowMs }: RebuildParts): Promise<RebuildProgressResponse> => {
  for (; ; await wait(POLL_MS)) {
    const progress = await insisting(progressOf, { wait, nowMs });
    show(progress);
    if (progress.isDone || progress.error !== '') return progress;
  }
};

/** What the operator is told, and the exit code. A rebuild that failed is never a tick. */
export const rebuildResult = (
  { isDone, appliedEvents, error }: RebuildProgressResponse,
  tookMs: number,
): { readonly text: string; readonly code: 0 | 1 } =>
  isDone
    ? { text: `✓ ${appliedEvents} events applied anew in ${(tookMs / 1000).toFixed(1)} s`, code: 0 }
    : { text: `✗ the read models were not rebuilt, and are shown as they were: ${error}`, code: 1 };

/** `tollgate rebuild`: reporting builds its read models anew from the first event, beside those that are shown, then
 *  shows the new ones. Orders go on meanwhile. Answers 1 when it failed, e.g. because it read less than the log
 *  holds. Throws CannotCheck where reporting does not answer. */
export const rebuildCommand = async (): Promise<number> => {
  const bus = await openRequests();
  const begunMs = performance.now();
  const bar = progressBar('rebuilding', 0);
  try {
    const begin = () => bus.ask.request(requests.rebuild, RebuildRequestSchema, RebuildResponseSchema, {});
    const { generation } = await answerOf('reporting', begin);
    const progressOf = () =>
      bus.ask.request(requests.rebuildProgress, RebuildProgressRequestSchema, RebuildProgressResponseSchema, { generation });
    const end = await rebuildEnd({
      progressOf: () => answerOf('reporting', progressOf),
      show: ({ appliedEvents, totalEvents }) => bar.update(Number(appliedEvents), Number(totalEvents)),
      wait: sleep,
      nowMs: () => performance.now(),
    });
    bar.stop();
    const { text, code } = rebuildResult(end, performance.now() - begunMs);
    console.log(text);
    return code;
  } finally {
    bar.stop();
    await bus.close();
  }
};
