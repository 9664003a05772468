import { DomainError } from '@tollgate/errors';
import type { FastifyInstance, HTTPMethods, RouteOptions } from 'fastify';
import type { OwnRouteConfig } from '../http/route-config.js';

const all = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** A route as it was registered. */
export interface CollectedRoute {
  readonly method: string;
  readonly url: string;
  /** May be read without a key or a session. */
  readonly isPublic: boolean;
  readonly right: OwnRouteConfig['right'];
}

/** The routes that are registered from here on; the list grows with them. */
export const collectRoutes = (fastify: FastifyInstance): readonly CollectedRoute[] => {
  const routes: CollectedRoute[] = [];
  fastify.addHook('onRoute', ({ url, method, config = {} }: RouteOptions) => {
    for (const one of [method].flat())
      routes.push({ method: one, url, isPublic: 'isPublic' in config, right: (config as OwnRouteConfig).right });
  });
  return routes;
};

const methodsByUrl = (routes: readonly CollectedRoute[]): ReadonlyMap<string, readonly string[]> => {
  const taken = new Map<string, readonly string[]>();
  for (const { method, url } of routes) taken.set(url, [...(taken.get(url) ?? []), method]);
  return taken;
};

/** A path that is there, asked with a method it does not take, is answered with 405 and those it takes. Source: RFC 9110 §15.5.6. */
export const refuseOtherMethods = (fastify: FastifyInstance, routes: readonly CollectedRoute[]): void => {
  for (const [url, methods] of methodsByUrl(routes)) {
    const allow = all.filter((method) => methods.includes(method)).join(', ');
    fastify.route({
      method: all.filter((method) => !methods.includes(method)) as HTTPMethods[],
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
