import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isUpload } from './uploads.pipe.js';

const DEADLINE_MS = 30_000;
const SWEEP_EVERY_MS = 1_000;
/** An upload may take as long as it needs, but not stand still. */
const IDLE_MS = 60_000;

/** Gives a body 30 s to arrive, and an upload a minute between two bytes: the server's own limit knows no difference between them (S9).
 *  One sweep a second for all requests: a timer for each would cost more than the request. */
export const timeBodies = (fastify: FastifyInstance): void => {
  const arriving = new Map<FastifyRequest, number>();
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (isUpload(request)) {
      request.raw.setTimeout(IDLE_MS, () => request.raw.destroy());
    } else if (request.method === 'POST' || request.method === 'PUT') {
      arriving.set(request, performance.now() + DEADLINE_MS);
    }
    done();
  });
  fastify.addHook('preHandler', (request, _reply, done) => {
    arriving.delete(request);
    done();
  });
  fastify.addHook('onResponse', (request, _reply, done) => {
    arriving.delete(request);
    done();
  });
  fastify.addHook('onRequestAbort', (request, done) => {
    arriving.delete(request);
    done();
  });
  const sweeper = setInterval(() => {
    const now = performance.now();
    for (const [request, until] of arriving) if (now > until) request.raw.destroy();
  }, SWEEP_EVERY_MS).unref();
  fastify.addHook('onClose', async () => clearInterval(sweeper));
};
