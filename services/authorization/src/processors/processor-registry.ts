import { invariant, TransientError } from '@tollgate/errors';
import { authorizationOf, type Order } from '@tollgate/order';
import type { CardProcessor, PreparedRequest, ProcessorRequest } from './card-processor.js';

/** A processor as it was configured. */
export interface ConfiguredProcessor {
  readonly processor: CardProcessor;
  /** Orders of mode `live` go to it although it is one of mode `test`: for a trial run against the simulator. */
  readonly isLiveTrial?: boolean;
}

/** The one place that keeps the modes apart: whatever is asked of a processor is written by its `prepare`, and this one writes nothing
 *  for an order of a mode that the processor does not serve. That is a defect, not an outcome. On a trial run the processor is told of
 *  test orders only: it knows of no exception. */
class GuardedProcessor implements CardProcessor {
  readonly name: string;
  readonly mode: 'test' | 'live';
  readonly authorizationLifetimeMs: number;

  constructor(
    private readonly processor: CardProcessor,
    private readonly isLiveTrial: boolean,
  ) {
    invariant(!isLiveTrial || processor.mode === 'test', 'only a processor of mode test is tried with live orders');
    this.name = processor.name;
    this.mode = processor.mode;
    this.authorizationLifetimeMs = processor.authorizationLifetimeMs;
  }

  get isReady(): boolean {
    return this.processor.isReady;
  }

  serves(mode: 'test' | 'live'): boolean {
    return mode === this.mode || this.isLiveTrial;
  }

  prepare(request: ProcessorRequest): Promise<PreparedRequest> {
    const { mode } = request.order;
    invariant(this.serves(mode), `an order of mode ${mode} is never sent to ${this.name}, a processor of mode ${this.mode}`);
    return this.processor.prepare({ ...request, order: { ...request.order, mode: this.mode } });
  }

  onLateApproval(listener: Parameters<CardProcessor['onLateApproval']>[0]): void {
    this.processor.onLateApproval(listener);
  }

  open(): Promise<void> {
    return this.processor.open();
  }

  close(): Promise<void> {
    return this.processor.close();
  }
}

/** The processors that this service was configured with, in their order. Nobody else hands them out. */
export class ProcessorRegistry {
  readonly all: readonly CardProcessor[];
  private readonly guarded: readonly GuardedProcessor[];

  constructor(configured: readonly ConfiguredProcessor[]) {
    this.guarded = configured.map(({ processor, isLiveTrial }) => new GuardedProcessor(processor, isLiveTrial === true));
    this.all = this.guarded;
    for (const mode of ['test', 'live'] as const) {
      const names = this.serving(mode);
      invariant(new Set(names).size === names.length, `processors of mode ${mode} have different names`);
    }
  }

  /** The names of those that serve a mode: the first is the default. */
  serving(mode: 'test' | 'live'): readonly string[] {
    return this.guarded.filter((one) => one.serves(mode)).map(({ name }) => name);
  }

  /** Undefined where no processor of that name serves the mode. */
  find(name: string, mode: 'test' | 'live'): CardProcessor | undefined {
    return this.guarded.find((one) => one.name === name && one.serves(mode));
  }

  /** The one that has the order's authorization. TransientError where it is not configured now. */
  ofOrder({ mode, payment }: Order): CardProcessor {
    const { processor: name = '' } = authorizationOf(payment) ?? {};
    const processor = this.find(name, mode);
    if (processor === undefined) throw new TransientError(`the processor ${name} is not configured for mode ${mode}`);
    return processor;
  }
}
