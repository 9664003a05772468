import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiKeys, type Caller } from '../api-keys/api-keys.repository.js';
import { mayAsk } from '../roles/may-ask.js';
import { SessionGuard } from '../sessions/session.guard.js';
import { explain } from '../validation/explanations.data.js';
import type { CallerRequest } from './caller.js';
import { CENTRAL_PATH } from './merchant-controller.js';
import { routeConfigOf, withRouteConfig } from './route-config.js';

/** May be read without a key or a session. */
export const Public = () => withRouteConfig({ isPublic: true });

const isPublic = (request: FastifyRequest): boolean => routeConfigOf(request).isPublic === true;

const bearer = 'Bearer ';

const keyOf = ({ headers: { authorization = '' } }: FastifyRequest): string =>
  authorization.startsWith(bearer) ? authorization.slice(bearer.length) : '';

const refused = (reply: FastifyReply): DomainError => {
  reply.header('www-authenticate', 'Bearer');
  return new DomainError('invalid_api_key', undefined, explain('invalid_api_key'));
};

/** A key has the rights of its scopes; one from before there were scopes has all that keys ever had. Throws DomainError `not_allowed`. */
const setCaller = (request: FastifyRequest, caller: Caller): true => {
  if (caller.rights !== undefined && !mayAsk(caller.rights, routeConfigOf(request)))
    throw new DomainError('not_allowed', undefined, 'This API key was made without the scope for this.');
  (request as CallerRequest).caller = caller;
  return true;
};

/** Lets in whoever shows an API key that is in force, or, to Central, a session (`SessionGuard`). It is the route that was found which counts, not
 *  the address as it was written, of which there are several. Throws DomainError `invalid_api_key`, `not_allowed`, and what `SessionGuard`
 *  throws. */
@Injectable()
export class CallerGuard implements CanActivate {
  constructor(
    private readonly keys: ApiKeys,
    private readonly sessions: SessionGuard,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const http = context.switchToHttp();
    return this.admit(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Nest asks its guards once the body is there. Whoever has no key shall not make us read one: a request that brings a body is looked at before
   *  a byte of it is taken, and the guard finds it known. */
  guardBodies(fastify: FastifyInstance): void {
    fastify.decorateRequest('caller', undefined);
    fastify.addHook('onRequest', (request, reply, done) => {
      if (request.is404 || request.method === 'GET' || request.method === 'HEAD') {
        done();
        return;
      }
      this.tryToAdmit(request, reply, done);
    });
  }

  private tryToAdmit(request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void {
    try {
      const admitted = this.admit(request, reply);
      if (typeof admitted === 'boolean') done();
      else admitted.then(() => done(), done);
    } catch (error) {
      done(error as Error);
    }
  }

  private admit(request: FastifyRequest, reply: FastifyReply): boolean | Promise<boolean> {
    if ((request as CallerRequest).caller !== undefined || isPublic(request)) return true;
    if (request.routeOptions.url?.startsWith(CENTRAL_PATH)) return this.sessions.admit(request as CallerRequest);
    const key = keyOf(request);
    const known = this.keys.recall(key);
    return known === undefined ? this.find(key, request, reply) : setCaller(request, known);
  }

  private async find(key: string, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const caller = await this.keys.find(key);
    if (caller === undefined) throw refused(reply);
    return setCaller(request, caller);
  }
}
