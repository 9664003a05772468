import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { Right } from '../roles/roles.data.js';

/** What is known of a route before it is asked. */
export interface OwnRouteConfig {
  /** May be read without a key or a session. */
  readonly isPublic?: true;
  /** Takes its body as it comes, whatever its type. */
  readonly isUpload?: true;
  /** Takes a form of our own page. */
  readonly isForm?: true;
  /** What a person needs who comes by a session, or an API key by its scopes; `signed_in`: nothing but that; `public`: not even that. */
  readonly right?: Right | 'signed_in' | 'public';
  /** What they need besides. */
  readonly alsoRight?: Right;
  /** What it writes counts in both modes: whoever comes by a session has shown a second factor, whatever mode they stand in. */
  readonly writesBothModes?: true;
}

const configs = new WeakMap<object, OwnRouteConfig>();

/** Adds to what is known of a route; a decorator of Nest's own would replace it. */
export const withRouteConfig =
  (config: OwnRouteConfig): MethodDecorator =>
  (target, name, descriptor) => {
    const method = descriptor.value as object;
    const all = { ...configs.get(method), ...config };
    configs.set(method, all);
    RouteConfig(all)(target, name, descriptor);
  };

export const routeConfigOf = ({ routeOptions }: FastifyRequest): OwnRouteConfig => routeOptions.config as OwnRouteConfig;
