import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLanguage, type Language, languageOf } from '../texts/language.js';
import { localeOf } from '../texts/locale.js';
import type { Visitor } from '../texts/visitor.js';
import { piecesOf } from './cart-cookie.js';

const name = '__Host-language';
const yearSeconds = 365 * 86_400;
const settings = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;

/** The language that was chosen here; where none was, the one that the browser wants most. */
const languageIn = ({ cookies, headers }: FastifyRequest): Language => {
  const chosen = cookies[name];
  return isLanguage(chosen) ? chosen : languageOf(headers['accept-language']);
};

/** Who reads the page. One that is the answer to a form has no address at which it could be read in another language. */
export const visitorOf = (request: FastifyRequest): Visitor => ({
  locale: localeOf(languageIn(request)),
  pieces: piecesOf(request),
  ...(request.method === 'GET' ? { path: request.url } : {}),
});

export const keepLanguage = (reply: FastifyReply, language: Language): FastifyReply =>
  reply.setCookie(name, language, { ...settings, maxAge: yearSeconds });
