import { DomainError } from '@tollgate/errors';
import { type Log, sendProblem } from '@tollgate/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isUpload } from '../http/uploads.pipe.js';

const DEADLINE_MS = 30_000;
const SWEEP_EVERY_MS = 1_000;
/** An upload may take as long as it needs, but not stand still. */
const IDLE_MS = 60_000;

interface Arriving {
  readonly reply: FastifyReply;
  readonly untilMs: number;
}

/** Gives a body 30 s to arrive, and an upload a minute between two bytes: the server's own limit knows no difference between them (S9). What is
 *  late is answered with 408 `request_timeout`, and its connection ends; what still comes of it is not looked at.
 *  One sweep a second for all requests: a timer for each would cost more than the request. */
export const timeBodies = (fastify: FastifyInstance, log: Log): void => {
  const arriving = new Map<FastifyRequest, Arriving>();
  const refuse = (request: FastifyRequest, reply: FastifyReply): void => {
    arriving.delete(request);
    reply.header('connection', 'close');
    sendProblem(new DomainError('request_timeout'), { request, reply, log });
  };
  fastify.addHook('onRequest', (request, reply, done) => {
    if (isUpload(request)) request.raw.setTimeout(IDLE_MS, () => refuse(request, reply));
    else arriving.set(request, { reply, untilMs: performance.now() + DEADLINE_MS });
    done();
  });
  const forget = (request: FastifyRequest, _reply: unknown, done: () => void): void => {
    arriving.delete(request);
    done();
  };
  fastify.addHook('preHandler', forget);
  fastify.addHook('onResponse', forget);
  fastify.addHook('onRequestAbort', (request, done) => forget(request, undefined, done));
  const sweeper = setInterval(() => {
    const nowMs = performance.now();
    for (const [request, { reply, untilMs }] of arriving) if (nowMs > untilMs) refuse(request, reply);
  }, SWEEP_EVERY_MS).unref();
  fastify.addHook('onClose', async () => clearInterval(sweeper));
};
