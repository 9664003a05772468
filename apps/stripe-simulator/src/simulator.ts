import { randomBytes } from 'node:crypto';
import { Book } from './books/book.js';
import { Journal } from './books/journal.store.js';
import { type OrderTotals, orderTotals } from './books/order-totals.js';
import { Control } from './http/control.js';
import { type Fault, Faults } from './http/faults.js';
import { IdempotencyKeys } from './http/idempotency-keys.js';
import { StripeApi } from './http/stripe-api.js';
import { StripeServer } from './http/stripe-server.js';

export interface SimulatorOptions {
  readonly host?: string;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** Without it, nothing outlives the process. */
  readonly journalFile?: string;
  /** How long the answer to the late card takes. */
  readonly lateAnswerMs?: number;
  /** The simulated account may capture several times. */
  readonly hasMulticapture?: boolean;
  readonly clock?: { now(): Date };
}

export interface StripeSimulator {
  readonly port: number;
  readonly url: string;
  /** What the books hold, order by order. */
  books(): readonly OrderTotals[];
  /** Lets requests go wrong; see the README. */
  fail(fault: Pick<Fault, 'on' | 'fault'> & Partial<Fault>): void;
  /** Idempotency keys are gone, as after a day. */
  forgetKeys(): void;
  stop(): Promise<void>;
}

/** Reads the journal, then takes requests: nothing is answered before all is remembered. */
export const startStripeSimulator = async (options: SimulatorOptions = {}): Promise<StripeSimulator> => {
  const { host = '127.0.0.1', port = 0, lateAnswerMs = 8_000, hasMulticapture = false } = options;
  const clock = options.clock ?? { now: () => new Date() };
  const book = new Book();
  const journal = Journal.open(options.journalFile, book, clock);
  const levers = { faults: new Faults(), keys: new IdempotencyKeys() };
  const source = { newId, now: () => clock.now() };
  const server = new StripeServer({
    ...levers,
    api: new StripeApi({ book, source, account: { hasMulticapture } }, journal),
    control: new Control(book, journal, levers),
    journal,
    newRequestId: () => newId('req'),
    lateAnswerMs,
  });
  const listening = await server.listen(port, host);
  return {
    port: listening,
    url: `http://${host}:${listening}`,
    books: () => orderTotals(book),
    fail: (fault) => levers.faults.add(fault),
    forgetKeys: () => levers.keys.forget(),
    stop: async () => {
      await server.stop();
      journal.close();
    },
  };
};

const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;
