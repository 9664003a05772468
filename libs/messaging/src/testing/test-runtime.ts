import { type INestMicroservice, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { RecordedEventOf } from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';

import { type HeaderInit, orderPlaced } from '@tollgate/testing';
import { Bus, openBus } from '../bus/bus.js';
import { JetStreamStrategy, type JetStreamStrategyOptions } from '../jetstream-strategy.js';
import type { HandlingOutcome, MessagingLog, MessagingMeter } from '../observers.js';
import { ParkedEvents, type Sql } from '../parked/parked-events.js';

/** What a service’s transport logged and counted. */
export class RecordingLog implements MessagingLog, MessagingMeter {
  readonly lines: { readonly level: string; readonly message: string; readonly fields: object }[] = [];
  readonly handled: { readonly type: string; readonly outcome: HandlingOutcome }[] = [];
  repeatedPublishes = 0;
  pending = 0;

  debug = (fields: object, message: string) => void this.lines.push({ level: 'debug', message, fields });
  info = (fields: object, message: string) => void this.lines.push({ level: 'info', message, fields });
  warn = (fields: object, message: string) => void this.lines.push({ level: 'warn', message, fields });
  error = (fields: object, message: string) => void this.lines.push({ level: 'error', message, fields });
  eventHandled = (type: string, outcome: HandlingOutcome) => void this.handled.push({ type, outcome });
  eventPublished = () => undefined;
  publishRepeated = () => {
    this.repeatedPublishes += 1;
  };
  requestAnswered = () => undefined;
  consumerLag = (pending: number) => {
    this.pending = pending;
  };

  count(outcome: HandlingOutcome): number {
    return this.handled.filter((one) => one.outcome === outcome).length;
  }
}

export interface TestRuntimeOptions
  extends Partial<Omit<JetStreamStrategyOptions, 'bus' | 'service' | 'parked' | 'log' | 'meter'>> {
  readonly natsUrl: string;
  readonly service: string;
  readonly sql: Sql;
  readonly controllers: readonly Type[];
}

export interface TestRuntime {
  readonly bus: Bus;
  readonly recording: RecordingLog;
  close(): Promise<void>;
}

/** A service with these controllers, on a real bus. */
export const openRuntime = async ({ natsUrl, service, sql, controllers, ...rest }: TestRuntimeOptions): Promise<TestRuntime> => {
  const recording = new RecordingLog();
  const bus = await openBus({ servers: natsUrl, service, log: recording, meter: recording });
  const strategy = new JetStreamStrategy({
    bus,
    service,
    parked: new ParkedEvents(sql),
    log: recording,
    meter: recording,
    ...rest,
  });
  const app: INestMicroservice = await NestFactory.createMicroservice(moduleOf(controllers), {
    strategy,
    logger: false,
    abortOnError: false,
  });
  await app.listen();
  return {
    bus,
    recording,
    close: async () => {
      await app.close();
      await bus.close();
    },
  };
};

const moduleOf = (controllers: readonly Type[]): Type => {
  class TestModule {}
  Module({ controllers: [...controllers] })(TestModule);
  return TestModule;
};

/** An order of its own: the bus takes two events of one id for the same. */
export const placedOrder = (header: HeaderInit = {}): RecordedEventOf<'OrderPlaced'> =>
  orderPlaced({}, { id: newId(), ...header });
