import { DomainError } from '@tollgate/errors';
import type { FastifyInstance } from 'fastify';
import { routeConfigOf, withRouteConfig } from './route-config.js';

/** The route takes what a form of our own page sends. */
export const Form = () => withRouteConfig({ isForm: true });

/** What people type into a page of ours, many times over. */
const MAX_BYTES = 65_536;

/** Hands a form's text to the routes that take one, and refuses it everywhere else. */
export const passForms = (fastify: FastifyInstance): void => {
  const options = { parseAs: 'string', bodyLimit: MAX_BYTES } as const;
  fastify.addContentTypeParser('application/x-www-form-urlencoded', options, (request, body, done) => {
    if (routeConfigOf(request).isForm === true) done(null, body);
    else done(new DomainError('unsupported_media_type'));
  });
};
