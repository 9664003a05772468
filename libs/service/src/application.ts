import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { JetStreamStrategy } from '@tollgate/messaging';
import { type House, rootOf } from './house.js';
import { fastifyFor, furnishDoor, type HttpDoor } from './http-door.js';
import { nestLogger } from './logger.js';
import { ProblemFilter } from './problem-filter.js';

export interface ApplicationParts {
  readonly module: Type;
  readonly house: House;
  readonly strategy: JetStreamStrategy;
  readonly door: HttpDoor | undefined;
  /** Where the door listens unless it says so itself. */
  readonly host: string;
}

/** The Nest application, listening: to the bus, and at its HTTP door where it has one. */
export const buildApplication = async (parts: ApplicationParts): Promise<INestApplicationContext> => {
  const { module, house, strategy, door, host } = parts;
  const root = rootOf(house, module);
  const logger = nestLogger(house.log);
  if (door === undefined) {
    const app = await NestFactory.createMicroservice(root, { strategy, logger, abortOnError: false });
    await app.listen();
    return app;
  }
  const options = { logger, abortOnError: false, bodyParser: false };
  const app = await NestFactory.create<NestFastifyApplication>(root, fastifyFor(door), options);
  app.connectMicroservice({ strategy });
  const fastify = app.getHttpAdapter().getInstance();
  furnishDoor(fastify);
  app.useGlobalFilters(new ProblemFilter(house.log));
  await door.prepare?.(app);
  await app.startAllMicroservices();
  await app.listen(door.port, door.host ?? host);
  return app;
};
