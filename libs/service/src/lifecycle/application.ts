import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { JetStreamStrategy } from '@tollgate/messaging';
import { limitClients, type OnShed } from '../http/clients/limit-clients.js';
import { configureServer, fastifyFor, type HttpServerOptions } from '../http/http-server.js';
import { ProblemFilter } from '../http/problem-filter.js';
import { type Runtime, rootOf } from '../runtime/runtime.js';
import { nestLogger } from '../telemetry/logger.js';
import type { Metrics } from '../telemetry/metrics.js';

export interface ApplicationParts {
  readonly module: Type;
  readonly runtime: Runtime;
  readonly strategy: JetStreamStrategy;
  readonly http: HttpServerOptions | undefined;
  /** Where the HTTP server listens unless its options name another address. */
  readonly host: string;
}

/** The Nest application, listening: to the bus, and over HTTP where it has a server. */
export const buildApplication = async (parts: ApplicationParts): Promise<INestApplicationContext> => {
  const { module, runtime, strategy, http, host } = parts;
  const root = rootOf(runtime, module);
  const logger = nestLogger(runtime.log);
  if (http === undefined) {
    const app = await NestFactory.createMicroservice(root, { strategy, logger, abortOnError: false });
    await app.listen();
    return app;
  }
  const options = { logger, abortOnError: false, bodyParser: false };
  const app = await NestFactory.create<NestFastifyApplication>(root, fastifyFor(http), options);
  app.connectMicroservice({ strategy });
  const fastify = app.getHttpAdapter().getInstance();
  configureServer(fastify);
  if (http.clients !== undefined) limitClients(fastify, http.clients, shedMeter(runtime.metrics));
  app.useGlobalFilters(new ProblemFilter(runtime.log, http.explain));
  await http.prepare?.(app);
  await app.startAllMicroservices();
  await app.listen(http.port, http.host ?? host);
  return app;
};

const shedMeter = (metrics: Metrics): OnShed => {
  const shed = metrics.counter('http_shed_total', 'Requests and connections turned away by a limit, by reason', ['reason']);
  return (reason) => shed.inc({ reason });
};
