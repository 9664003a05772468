import { DomainError } from '@tollgate/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiKeys, Caller } from '../api-keys/api-keys.repository.js';
import { explain } from './explanations.data.js';

/** A request whose key was looked at. */
export interface CallerRequest extends FastifyRequest {
  caller: Caller;
}

/** The trace that the caller's request belongs to, if he keeps one. Source: W3C Trace Context. */
export const traceparentOf = ({ headers }: CallerRequest): string | undefined =>
  typeof headers.traceparent === 'string' ? headers.traceparent : undefined;

const bearer = 'Bearer ';

const refused = (reply: FastifyReply): DomainError => {
  reply.header('www-authenticate', 'Bearer');
  return new DomainError('invalid_api_key', undefined, explain('invalid_api_key'));
};

/** Every route needs a key but those named public; looked at before a byte of the body is read. It is the route that was found which
 *  counts, not the address as it was written, of which there are several. */
export const guardApi = (fastify: FastifyInstance, keys: ApiKeys, publicRoutes: ReadonlySet<string>): void => {
  fastify.decorateRequest('caller', undefined);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('strict-transport-security', 'max-age=31536000');
    if (request.is404 || publicRoutes.has(request.routeOptions.url ?? '')) {
      done();
      return;
    }
    const key = keyOf(request);
    const known = keys.recall(key);
    if (known === undefined) {
      letIn(request, keys.find(key)).then((isKnown) => done(isKnown ? undefined : refused(reply)), done);
      return;
    }
    (request as CallerRequest).caller = known;
    done();
  });
};

const keyOf = ({ headers: { authorization = '' } }: FastifyRequest): string =>
  authorization.startsWith(bearer) ? authorization.slice(bearer.length) : '';

const letIn = async (request: FastifyRequest, found: Promise<Caller | undefined>): Promise<boolean> => {
  const caller = await found;
  if (caller === undefined) return false;
  (request as CallerRequest).caller = caller;
  return true;
};
