import { DomainError } from '@tollgate/errors';
import type { FastifyInstance } from 'fastify';
import { operations } from '../docs/operations.js';

const all = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Which methods each path takes. */
const methodsByPath = (): ReadonlyMap<string, readonly string[]> => {
  const taken = new Map<string, readonly string[]>();
  for (const { path, method } of operations) {
    const own = method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()];
    taken.set(path, [...(taken.get(path) ?? []), ...own]);
  }
  return taken;
};

/** A path that is there, asked with a method it does not take, is answered with 405 and those it takes. Source: RFC 9110 §15.5.6. */
export const refuseOtherMethods = (fastify: FastifyInstance): void => {
  for (const [path, taken] of methodsByPath()) {
    fastify.route({
      method: all.filter((method) => !taken.includes(method)),
      url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      // Before the body is looked at: it is of no interest.
      onRequest: (_request, reply, done) => {
        reply.header('allow', taken.join(', '));
        done(new DomainError('method_not_allowed'));
      },
      handler: () => undefined,
    });
  }
};
