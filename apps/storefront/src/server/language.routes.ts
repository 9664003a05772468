import type { FastifyInstance } from 'fastify';
import { isLanguage } from '../texts/language.js';
import { goTo, sentBy } from './answers.js';
import { keepLanguage } from './visitor.js';

/** A page of the shop: `//elsewhere.example` and `/\elsewhere.example` lead away from it. */
const ownPath = /^\/(?![/\\])[\x21-\x7e]*$/;

/** The choice of a language, remembered by the browser. */
export const languageRoutes = (app: FastifyInstance): void => {
  app.post('/language', (request, reply) => {
    const { language, path } = sentBy(request);
    if (isLanguage(language)) keepLanguage(reply, language);
    return goTo(reply, typeof path === 'string' && ownPath.test(path) ? path : '/');
  });
};
