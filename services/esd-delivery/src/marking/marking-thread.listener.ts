import { parentPort, workerData } from 'node:worker_threads';
import { DomainError, invariant } from '@tollgate/errors';
import { Fonts } from './fonts.store.js';
import { markEpub } from './mark-epub.store.js';
import { markPdf } from './mark-pdf.store.js';
import type { MarkingJob, MarkingResult } from './marking-job.js';

/** A thread that marks one copy, and ends: the service sends files meanwhile. */
const answer = async ({ kind, bytes, mark }: MarkingJob): Promise<MarkingResult> => {
  try {
    return { bytes: kind === 'pdf' ? await markPdf(bytes, mark, new Fonts()) : await markEpub(bytes, mark) };
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code, detail: error.detail };
    throw error;
  }
};

invariant(parentPort !== null, 'a thread has a parent');
parentPort.postMessage(await answer(workerData as MarkingJob));
