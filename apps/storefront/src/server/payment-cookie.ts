import type { FastifyReply, FastifyRequest } from 'fastify';

const name = '__Host-payment';
const daySeconds = 86_400;
const settings = { path: '/', secure: true, httpOnly: true, sameSite: 'lax', signed: true } as const;

/** The payment page that this browser was sent to and has not come back from; undefined where there is none. */
export const sessionOf = (request: FastifyRequest): string | undefined => {
  const cookie = request.cookies[name];
  const { valid, value } = cookie === undefined ? { valid: false, value: null } : request.unsignCookie(cookie);
  return valid ? (value ?? undefined) : undefined;
};

/** For as long as a payment page is open. */
export const keepSession = (reply: FastifyReply, session: string): FastifyReply =>
  reply.setCookie(name, session, { ...settings, maxAge: daySeconds });

export const forgetSession = (reply: FastifyReply): FastifyReply => reply.clearCookie(name, settings);
