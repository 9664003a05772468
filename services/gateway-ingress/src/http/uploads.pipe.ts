import { DomainError } from '@tollgate/errors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { routeConfigOf, withRouteConfig } from './route-config.js';

/** What goes on with an upload says so. Source: tus 1.0. */
export const OFFSET_STREAM = 'application/offset+octet-stream';

/** The route takes its body as it comes, whatever its type: it is nobody's to parse. */
export const Upload = () => withRouteConfig({ isUpload: true });

export const isUpload = (request: FastifyRequest): boolean => routeConfigOf(request).isUpload === true;

/** Leaves the body of an upload alone, and refuses every other that is not JSON. */
export const passUploads = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', (request, _reply, done) => {
    // A JSON file is a file like any other: it must not come to the JSON parser.
    if (isUpload(request) && request.headers['content-type'] !== OFFSET_STREAM)
      request.headers['content-type'] = 'application/octet-stream';
    done();
  });
  // The framework's own, which would hand text on as a body.
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser('*', (request, _payload, done) => {
    if (isUpload(request)) done(null);
    else done(new DomainError('unsupported_media_type'));
  });
};
