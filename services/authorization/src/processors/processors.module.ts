import { Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { CLOCK, CONFIG, LOG, type Log, Metrics, Readiness } from '@tollgate/service';
import { DataSource } from 'typeorm';
import type { AuthorizationConfig } from '../config.js';
import type { CardProcessor } from './card-processor.js';
import { openProcessors } from './open-processors.handler.js';
import { ProcessorRegistry } from './processor-registry.js';
import { TerminalLease } from './terminal/terminal-lease.store.js';

const LOOK_EVERY_MS = 1_000;

const inject = [CONFIG, DataSource, TerminalLease, CLOCK, LOG, Metrics];
// biome-ignore lint/complexity/useMaxParams: Nest hands over what `inject` names, one by one
const openRegistry = async (
  config: AuthorizationConfig,
  database: DataSource,
  terminal: TerminalLease,
  clock: Clock,
  log: Log,
  metrics: Metrics,
): Promise<ProcessorRegistry> => new ProcessorRegistry(await openProcessors({ config, database, terminal, clock, log, metrics }));

/** The processors of the environment: a `ProcessorRegistry` to inject. Whether each can be asked is in `/health/ready`, in the metric
 *  `tollgate_processor_up` and, when it changes, in the log. */
@Module({
  providers: [
    {
      provide: TerminalLease,
      inject: [CONFIG],
      useFactory: (config: AuthorizationConfig) => new TerminalLease(config.TOLLGATE_POSTGRES_URL),
    },
    { provide: ProcessorRegistry, inject, useFactory: openRegistry },
  ],
  exports: [ProcessorRegistry, TerminalLease],
})
export class ProcessorsModule implements OnModuleInit, OnApplicationShutdown {
  private readonly wasUp = new Map<CardProcessor, boolean>();
  private timer: NodeJS.Timeout | undefined;

  // biome-ignore lint/complexity/useMaxParams: Nest injects by parameter
  constructor(
    private readonly registry: ProcessorRegistry,
    private readonly terminal: TerminalLease,
    private readonly metrics: Metrics,
    private readonly readiness: Readiness,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.registry.all.length === 0)
      this.log.warn({}, 'no processor is configured: every order that costs something is rejected');
    for (const processor of this.registry.all) {
      await processor.open();
      this.readiness.add(`processor ${titleOf(processor)}`, () => processor.isReady);
    }
    const up = this.metrics.gauge('processor_up', 'Whether a processor can be asked: 1 or 0', ['processor', 'mode']);
    const look = (): void => {
      for (const processor of this.registry.all) {
        up.set({ processor: processor.name, mode: processor.mode }, processor.isReady ? 1 : 0);
        this.logChange(processor);
      }
    };
    this.timer = setInterval(look, LOOK_EVERY_MS).unref();
    look();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.registry.all.map((processor) => processor.close()));
    await this.terminal.close();
  }

  private logChange(processor: CardProcessor): void {
    const { isReady } = processor;
    if ((this.wasUp.get(processor) ?? true) === isReady) return;
    this.wasUp.set(processor, isReady);
    const fields = { processor: processor.name, mode: processor.mode };
    if (isReady) this.log.info(fields, 'the processor is up');
    else this.log.error(fields, 'the processor is down: nothing is authorized by it');
  }
}

const titleOf = ({ name, mode }: CardProcessor): string => `${name} (${mode})`;
