import { Refusal } from '@tollgate/order';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiKeys, Caller } from '../adapters/postgres/api-keys.js';
import { explain } from '../data/explanations.js';

/** A request whose key was looked at. */
export interface CallerRequest extends FastifyRequest {
  caller: Caller;
}

/** The trace that the caller's request belongs to, if he keeps one. Source: W3C Trace Context. */
export const traceparentOf = ({ headers }: CallerRequest): string | undefined =>
  typeof headers.traceparent === 'string' ? headers.traceparent : undefined;

const bearer = 'Bearer ';

const refused = (reply: FastifyReply): Refusal => {
  reply.header('www-authenticate', 'Bearer');
  return new Refusal('invalid_api_key', undefined, explain('invalid_api_key'));
};

/** Everything under /v1 needs a key, also what is not there; looked at before a byte of the body is read. The rest of the door is public. */
export const guardApi = (fastify: FastifyInstance, keys: ApiKeys): void => {
  fastify.decorateRequest('caller', undefined);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('strict-transport-security', 'max-age=31536000');
    if (!request.url.startsWith('/v1')) {
      done();
      return;
    }
    const { authorization = '' } = request.headers;
    const key = authorization.startsWith(bearer) ? authorization.slice(bearer.length) : '';
    const known = keys.recall(key);
    if (known !== undefined) {
      (request as CallerRequest).caller = known;
      done();
      return;
    }
    keys.find(key).then((caller) => {
      if (caller === undefined) {
        done(refused(reply));
        return;
      }
      (request as CallerRequest).caller = caller;
      done();
    }, done);
  });
};
