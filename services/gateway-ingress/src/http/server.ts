import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type HttpServerOptions, LOG, type Log, sendProblem } from '@tollgate/service';
import { ApiKeys } from '../api-keys/api-keys.repository.js';
import type { Config } from '../config.js';
import { timeBodies } from './body-deadline.js';
import { guardApi } from './api-key.guard.js';
import { docsRoutes, serveDocs } from '../docs/docs.controller.js';
import { FileUploads } from '../goods/file-uploads.controller.js';
import { refuseOtherMethods } from './other-methods.js';

/** The merchant API's door: who may come in, how long he may take, and the routes beside the controllers. */
const prepare = async (app: NestFastifyApplication): Promise<void> => {
  const fastify = app.getHttpAdapter().getInstance();
  timeBodies(fastify);
  guardApi(fastify, app.get(ApiKeys), docsRoutes);
  const log = app.get<Log>(LOG);
  // The routes beside the controllers, whose errors Nest does not see.
  await fastify.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => sendProblem(error, { request, reply, log }));
    serveDocs(scope);
    refuseOtherMethods(scope);
    await app.get(FileUploads).register(scope);
  });
};

export const apiServer = (config: Config): HttpServerOptions => ({
  port: config.TOLLGATE_API_PORT,
  host: config.TOLLGATE_LISTEN_HOST,
  tls: { certFile: config.TOLLGATE_TLS_CERT_FILE, keyFile: config.TOLLGATE_TLS_KEY_FILE },
  // A file may take hours to come; every other body has its 30 s from `timeBodies`.
  requestTimeoutMs: 0,
  prepare,
});
