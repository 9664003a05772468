import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ANYONE, headersWithin, pageHeaders } from './page-headers.store.js';
import { refusalKind, refusalPage } from './refusal-page.js';

const PAGES = '/pay/';

const asPage = async (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> => {
  if (!String(reply.getHeader('content-type') ?? '').startsWith('application/problem+json')) return payload;
  // No session is known here, and so none of its origins: within another page the customer would see nothing at all.
  const isWithin = request.routeOptions.url?.endsWith('/fields') === true;
  reply.headers(isWithin ? headersWithin(ANYONE) : pageHeaders);
  return refusalPage(refusalKind(reply.statusCode), request.headers['accept-language'] ?? '');
};

/** Whoever pays is answered by a page, also where a request is refused before any page is asked: too large, of another type, too many of them, or
 *  not answered in time. It is a hook of these routes alone: no other one passes it. */
export const refuseByPages = (fastify: FastifyInstance): void => {
  fastify.addHook('onRoute', (route) => {
    if (route.url.startsWith(PAGES)) route.onSend = [...[route.onSend ?? []].flat(), asPage];
  });
};
