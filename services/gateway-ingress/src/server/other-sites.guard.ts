import type { FastifyInstance } from 'fastify';
import { CENTRAL_PATH } from '../http/merchant-controller.js';
import { isForeign } from '../sessions/foreign-origin.js';
import { refusal } from '../validation/field-error.js';

/** Central's API serves the pages of its own host alone: whatever another site makes a browser send is refused before a session is looked at, also
 *  where there is none yet, as at sign-in (S15). No browser keeps anything of it. */
export const refuseOtherSites = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', (request, reply, done) => {
    // By the route that was found: an address may be written in several ways.
    if (request.routeOptions.url?.startsWith(CENTRAL_PATH) !== true) return done();
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    done(isForeign(request.headers) ? refusal('cross_site_request') : undefined);
  });
};
