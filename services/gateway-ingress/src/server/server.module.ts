import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { invariant } from '@tollgate/errors';
import { type HttpServerOptions, LOG, type Log, sendProblem } from '@tollgate/service';
import type { FastifyInstance } from 'fastify';
import { hasCardNumber } from '../cards/card-number-in-text.js';
import { refuseByPages } from '../checkout/frame/refused-pages.guard.js';
import type { Config } from '../config.js';
import { ApiDescription } from '../docs/api-description.js';
import { apiDocuments } from '../docs/api-documents.js';
import { openApiDocument } from '../docs/openapi.js';
import { undocumentedRoutes } from '../docs/undocumented-routes.js';
import { answerInTime } from '../http/answer-deadline.guard.js';
import { CallerGuard } from '../http/caller.guard.js';
import { passForms } from '../http/forms.pipe.js';
import { passUploads } from '../http/uploads.pipe.js';
import { explain } from '../validation/explanations.data.js';
import { timeBodies } from './body-deadline.guard.js';
import { type CollectedRoute, collectRoutes, refuseOtherMethods } from './other-methods.guard.js';
import { refuseOtherSites } from './other-sites.guard.js';
import { refuseCardNumbersInHeaders } from './stray-card-numbers.guard.js';

/** Browsers come with TLS or not at all (S5). */
const requireTls = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', (_request, reply, done) => {
    reply.header('strict-transport-security', 'max-age=31536000');
    done();
  });
};

/** The documents of all routes: a service with one that is not documented, or that names no right, does not start. */
const describeApi = (app: NestFastifyApplication, routes: readonly CollectedRoute[]): void => {
  const document = openApiDocument(app);
  const missing = undocumentedRoutes(
    routes.filter(({ isPublic }) => !isPublic),
    document,
  );
  invariant(missing.length === 0, `every route has its @Route: ${missing.join(', ')}`);
  const unguarded = routes.filter(({ isPublic, right }) => !isPublic && right === undefined);
  invariant(unguarded.length === 0, `every route names its right: ${unguarded.map(({ url }) => url).join(', ')}`);
  app.get(ApiDescription, { strict: false }).set(apiDocuments(document));
};

/** What the merchant API does with every request before a controller sees it, and the document that its routes make. */
const prepare = async (app: NestFastifyApplication): Promise<void> => {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  requireTls(fastify);
  refuseCardNumbersInHeaders(fastify);
  refuseOtherSites(fastify);
  const log = app.get<Log>(LOG);
  timeBodies(fastify, log);
  answerInTime(fastify, log);
  passUploads(fastify);
  passForms(fastify);
  refuseByPages(fastify);
  const routes = collectRoutes(fastify);
  app.get(CallerGuard).guardBodies(fastify);
  await app.init();
  describeApi(app, routes);
  // Beside the controllers, whose errors Nest's filter answers.
  // biome-ignore lint/nursery/noMisusedPromises: Fastify waits for a plugin's promise
  await fastify.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => sendProblem(error, { request, reply, log }));
    refuseOtherMethods(scope, routes);
  });
};

export const apiServer = (config: Config): HttpServerOptions => ({
  port: config.TOLLGATE_API_PORT,
  host: config.TOLLGATE_LISTEN_HOST,
  tls: { certFile: config.TOLLGATE_TLS_CERT_FILE, keyFile: config.TOLLGATE_TLS_KEY_FILE },
  // A file may take hours to come; every other body has its 30 s from `timeBodies`.
  requestTimeoutMs: 0,
  clients: {
    maxConnections: config.TOLLGATE_API_MAX_CONNECTIONS,
    maxConnectionsPerAddress: config.TOLLGATE_API_MAX_CONNECTIONS_PER_ADDRESS,
    requestsPerSecondPerAddress: config.TOLLGATE_API_MAX_REQUESTS_PER_SECOND_PER_ADDRESS,
  },
  explain,
  isRequestIdFit: (id) => !hasCardNumber(id),
  prepare,
});
