import cookie from '@fastify/cookie';
import { TollgateConnectionError, TollgateError } from '@tollgate/sdk';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { cartRoutes } from '../cart/cart.routes.js';
import { catalogRoutes } from '../catalog/catalog.routes.js';
import { checkoutRoutes } from '../checkout/checkout.routes.js';
import { orderRoutes } from '../orders/order.routes.js';
import { messagePage } from '../pages/lookup-page.js';
import { show } from './answers.js';
import type { Config } from './config.js';
import { languageRoutes } from './language.routes.js';
import { policy } from './policy.js';
import type { Shop } from './shop.js';
import { visitorOf } from './visitor.js';

const bodyLimit = 65_536;

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  vary: 'accept-language, cookie',
};

/** The shop's server. It logs no request: forms have cards in them. */
export const buildServer = async (config: Config, shop: Shop): Promise<FastifyInstance> => {
  const app = fastify({
    https: config.tls,
    bodyLimit,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance;
  await app.register(cookie, { secret: shop.seals.sealOf('cookies', 'cart') });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    // A form of another site, which the visitor may not even see (S15).
    if (request.method === 'POST' && request.headers['sec-fetch-site'] === 'cross-site') return reply.code(403).send();
  });
  refuse(app);
  catalogRoutes(app, shop);
  cartRoutes(app, shop);
  checkoutRoutes(app, shop);
  orderRoutes(app, shop);
  languageRoutes(app);
  return app;
};

const back = { href: '/', link: 'back' } as const;

const messages: Readonly<Record<number, 'closed' | 'tooLarge'>> = { 413: 'tooLarge', 503: 'closed' };

const isAway = (error: unknown): boolean =>
  error instanceof TollgateConnectionError || (error instanceof TollgateError && (error.status >= 500 || error.status === 429));

const refuse = (app: FastifyInstance): void => {
  app.setNotFoundHandler((request, reply) => show(reply, messagePage({ message: 'nothing', ...back }, visitorOf(request)), 404));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = isAway(error) ? 503 : (error.statusCode ?? 500);
    if (status >= 500) report(error);
    return show(reply, messagePage({ message: messages[status] ?? 'failed', ...back }, visitorOf(request)), status);
  });
};

/** What went wrong, by its code and the id that the gateway knows it by; never what was asked. */
const report = (error: Error): void => {
  const known = error instanceof TollgateError ? { code: error.code, requestId: error.requestId } : { stack: error.stack };
  console.error(JSON.stringify({ level: 'error', msg: error.message, ...known }));
};
