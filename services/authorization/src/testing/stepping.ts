import type { Appended, AppendRequest } from '@tollgate/order-log';
import { MemoryOrderLog } from '@tollgate/order-log';
import type { DueWork } from '@tollgate/postgres';
import type { CardProcessor, PreparedRequest, ProcessorRequest, ProcessorResult } from '../processors/card-processor.js';

/** Called between any two things that a process does to the outside: what it throws is what happens there. */
export type Step = () => void;

/** The log of a process that may fail or die before and after each commit. */
export class SteppingLog extends MemoryOrderLog {
  constructor(
    options: ConstructorParameters<typeof MemoryOrderLog>[0],
    private readonly step: Step,
  ) {
    super(options);
  }

  override async append(request: AppendRequest): Promise<Appended> {
    this.step();
    const appended = await super.append(request);
    this.step();
    return appended;
  }
}

/** The same for due work. */
export const steppingDueWork = (dueWork: DueWork, step: Step): DueWork => {
  const around = async <T>(work: () => Promise<T>): Promise<T> => {
    step();
    const result = await work();
    step();
    return result;
  };
  return {
    schedule: (request) => around(() => dueWork.schedule(request)),
    cancel: (kind, key) => around(() => dueWork.cancel(kind, key)),
    claim: (request) => dueWork.claim(request),
    done: (item) => around(() => dueWork.done(item)),
    renew: (item, leaseMs) => dueWork.renew(item, leaseMs),
    postpone: (item, dueAt) => around(() => dueWork.postpone(item, dueAt)),
    giveUp: (item) => around(() => dueWork.giveUp(item)),
    backlog: (kind) => dueWork.backlog(kind),
    onScheduled: (listener) => dueWork.onScheduled(listener),
  };
};

/** The same for a processor: before a request is written, before it leaves, and once its answer is here. A fault of the process, not of the
 *  processor: `submit` rejects as it never does by itself. */
export class SteppingProcessor implements CardProcessor {
  readonly name: string;
  readonly mode: 'test' | 'live';
  readonly authorizationLifetimeMs: number;

  constructor(
    private readonly processor: CardProcessor,
    private readonly step: Step,
  ) {
    this.name = processor.name;
    this.mode = processor.mode;
    this.authorizationLifetimeMs = processor.authorizationLifetimeMs;
  }

  get isReady(): boolean {
    return this.processor.isReady;
  }

  async prepare(request: ProcessorRequest): Promise<PreparedRequest> {
    this.step();
    const { reference, submit } = await this.processor.prepare(request);
    const submitStepping = async (): Promise<ProcessorResult> => {
      this.step();
      const result = await submit();
      this.step();
      return result;
    };
    return { reference, submit: submitStepping };
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
