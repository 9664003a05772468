import { invariant } from '@tollgate/errors';
import type { CardProcessor, PreparedRequest, ProcessorRequest, ProcessorResult } from '../card-processor.js';
import { ProcessorBooks } from './processor-books.js';

/** How the processor treats a request. `lost`: it never arrives. `silent`: it is taken, and the answer is lost. `late`:
 *  it is taken only when the test says so (`answerLate`), long after it was given up. */
export type ScriptedAnswer = 'approve' | 'decline' | 'lost' | 'silent' | 'late';

export interface ScriptedProcessorOptions {
  readonly name?: string;
  readonly mode?: 'test' | 'live';
  /** Approves unless told otherwise. */
  readonly script?: (request: ProcessorRequest) => ScriptedAnswer;
  readonly authorizationLifetimeMs?: number;
}

type LateApproval = Parameters<Parameters<CardProcessor['onLateApproval']>[0]>[0];

/** A processor in memory that does what a test says, and keeps books of what it did: the other side of every sum. */
export class ScriptedProcessor implements CardProcessor {
  readonly name: string;
  readonly mode: 'test' | 'live';
  readonly authorizationLifetimeMs: number;
  readonly books = new ProcessorBooks();
  /** Every request that arrived, repetitions included. */
  readonly received: ProcessorRequest[] = [];
  isReady = true;
  /** What comes of the next requests. */
  script: (request: ProcessorRequest) => ScriptedAnswer;
  private readonly listeners = new Set<(late: LateApproval) => void>();
  private readonly late: ProcessorRequest[] = [];
  private requestCount = 0;

  constructor(options: ScriptedProcessorOptions = {}) {
    this.name = options.name ?? 'scripted';
    this.mode = options.mode ?? 'test';
    this.authorizationLifetimeMs = options.authorizationLifetimeMs ?? 7 * 24 * 3_600_000;
    this.script = options.script ?? (() => 'approve');
  }

  async prepare(request: ProcessorRequest): Promise<PreparedRequest> {
    invariant(request.order.mode === this.mode, `an order of mode ${request.order.mode} is never sent to a ${this.mode} account`);
    this.requestCount += 1;
    const external = request.repeats?.reference?.reference.value ?? `${request.kind}-${this.requestCount}`;
    const reference = { $typeName: 'tollgate.payment.v1.ProcessorReference', reference: { case: 'external', value: external } };
    return { reference: reference as PreparedRequest['reference'], submit: async () => this.submit(request) };
  }

  onLateApproval(listener: (late: LateApproval) => void): void {
    this.listeners.add(listener);
  }

  /** Lets the requests arrive that were left `late`: each is approved although nobody waits any more, and tells so. */
  answerLate(): void {
    for (const request of this.late.splice(0)) {
      if (request.kind !== 'authorize') this.books.take(request);
      else {
        this.books.approveLate(request);
        for (const listener of this.listeners) listener({ order: request.order.id, operation: request.operation });
      }
    }
  }

  async open(): Promise<void> {}
  async close(): Promise<void> {}

  private submit(request: ProcessorRequest): ProcessorResult {
    const answer = this.books.knows(request) ? 'approve' : this.script(request);
    if (answer === 'lost') return { outcome: 'unknown', cause: 'link_lost' };
    this.received.push(request);
    if (answer === 'late') this.late.push(request);
    if (answer === 'late') return { outcome: 'unknown', cause: 'no_answer' };
    const refusal = answer === 'decline' ? this.books.decline(request, 'do_not_honor') : this.books.take(request);
    return answer === 'silent' ? { outcome: 'unknown', cause: 'no_answer' } : resultOf(refusal);
  }
}

const resultOf = (refusal: string | undefined): ProcessorResult =>
  refusal === undefined
    ? { outcome: 'approved', authorizationCode: 'A12345', avs: 'Y', cvc: 'M', networkCode: '00' }
    : { outcome: 'declined', code: refusal, networkCode: '05', avs: '', cvc: '' };
