import { z } from 'zod';
import type { Book } from '../books/book.js';
import type { Journal } from '../books/journal.store.js';
import { orderTotals } from '../books/order-totals.js';
import { type Faults, faultSchema } from './faults.js';
import type { IdempotencyKeys, SavedAnswer } from './idempotency-keys.js';

interface ControlRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** What tests and operators ask of the simulator itself, beside the API. JSON in, JSON out. */
export class Control {
  constructor(
    private readonly book: Book,
    private readonly journal: Journal,
    private readonly levers: { readonly faults: Faults; readonly keys: IdempotencyKeys },
  ) {}

  answer({ method, path, body }: ControlRequest): SavedAnswer {
    const expired = /^\/control\/expire\/(\w+)$/.exec(path)?.[1];
    if (method === 'POST' && expired !== undefined) return this.expire(expired);
    switch (`${method} ${path}`) {
      case 'GET /control/books':
        return json(200, { orders: orderTotals(this.book) });
      case 'POST /control/faults':
        return this.addFault(body);
      case 'DELETE /control/faults':
        this.levers.faults.clear();
        return json(200, {});
      case 'DELETE /control/idempotency-keys':
        this.levers.keys.forget();
        return json(200, {});
      default:
        return json(404, { message: 'no such lever' });
    }
  }

  private addFault(body: string): SavedAnswer {
    try {
      this.levers.faults.add(JSON.parse(body));
      return json(200, {});
    } catch (error) {
      const message = error instanceof z.ZodError ? z.prettifyError(error) : 'not JSON';
      return json(400, { message, takes: Object.keys(faultSchema.shape) });
    }
  }

  /** The hold of an authorization ran out, as after seven days. */
  private expire(id: string): SavedAnswer {
    const intent = this.book.intent(id);
    if (intent?.status !== 'requires_capture') return json(400, { message: 'there is no such hold' });
    const { order, operation, currency, amountCapturable: releasedAmount } = intent;
    const entry = { kind: 'canceled', intent: id, order, operation, releasedAmount, currency, reason: 'automatic' } as const;
    for (const timed of this.journal.append([entry])) this.book.record(timed);
    return json(200, {});
  }
}

const json = (status: number, value: unknown): SavedAnswer => ({ status, body: JSON.stringify(value) });
