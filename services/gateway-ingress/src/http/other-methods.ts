import { DomainError } from '@tollgate/errors';
import type { FastifyInstance, HTTPMethods, RouteOptions } from 'fastify';

const all = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** The routes that are registered from here on: which methods each path takes. */
export const collectMethods = (fastify: FastifyInstance): ReadonlyMap<string, ReadonlySet<string>> => {
  const taken = new Map<string, Set<string>>();
  fastify.addHook('onRoute', ({ url, method }: RouteOptions) => {
    const methods = taken.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    taken.set(url, methods);
  });
  return taken;
};

const byOrder = (methods: ReadonlySet<string>): string => all.filter((method) => methods.has(method)).join(', ');

/** A path that is there, asked with a method it does not take, is answered with 405 and those it takes. Source: RFC 9110 §15.5.6. */
export const refuseOtherMethods = (fastify: FastifyInstance, taken: ReadonlyMap<string, ReadonlySet<string>>): void => {
  for (const [url, methods] of new Map(taken)) {
    const allow = byOrder(methods);
    fastify.route({
      method: all.filter((method) => !methods.has(method)) as HTTPMethods[],
      url,
      // Before the body is looked at: it is of no interest.
      onRequest: (_request, reply, done) => {
        reply.header('allow', allow);
        done(new DomainError('method_not_allowed'));
      },
      handler: () => undefined,
    });
  }
};
