import { TransientError } from '@tollgate/errors';
import { type Log, sendProblem } from '@tollgate/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isUpload } from './uploads.pipe.js';

/** Our own time for a request, without that in which its body comes. */
const ANSWER_WITHIN_MS = 4_500;
const SWEEP_EVERY_MS = 100;

interface Open {
  readonly reply: FastifyReply;
  leftMs: number;
  /** Undefined while the body comes. */
  sinceMs: number | undefined;
}

const open = new WeakMap<FastifyRequest, Map<FastifyRequest, Open>>();

/** From now on the request may take until the answer deadline of its command: what it asks for is recorded, and its outcome is waited for. */
export const awaitOutcome = (request: FastifyRequest): void => {
  open.get(request)?.delete(request);
};

/** Answers 503 for a request that is not answered within 4.5 s, whatever it waits for: Postgres, the bus, a neighbor. What is under way for it
 *  goes on, and may yet be recorded; the same request under the same Idempotency-Key is answered by it then. */
export const answerInTime = (fastify: FastifyInstance, log: Log): void => {
  const requests = new Map<FastifyRequest, Open>();
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!isUpload(request)) {
      requests.set(request, { reply, leftMs: ANSWER_WITHIN_MS, sinceMs: performance.now() });
      open.set(request, requests);
    }
    done();
  });
  fastify.addHook('preParsing', async (request) => {
    const one = requests.get(request);
    if (one?.sinceMs === undefined) return;
    one.leftMs -= performance.now() - one.sinceMs;
    one.sinceMs = undefined;
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    const one = requests.get(request);
    if (one !== undefined) one.sinceMs = performance.now();
    done();
  });
  const forget = (request: FastifyRequest, _reply: unknown, done: () => void): void => {
    requests.delete(request);
    done();
  };
  fastify.addHook('onResponse', forget);
  fastify.addHook('onRequestAbort', (request, done) => forget(request, undefined, done));
  const sweeper = setInterval(() => {
    const nowMs = performance.now();
    for (const [request, { reply, leftMs, sinceMs = nowMs }] of requests) {
      if (nowMs - sinceMs < leftMs) continue;
      requests.delete(request);
      sendProblem(new TransientError('not answered in time'), { request, reply, log });
    }
  }, SWEEP_EVERY_MS).unref();
  fastify.addHook('onClose', async () => clearInterval(sweeper));
};
