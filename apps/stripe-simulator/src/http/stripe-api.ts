import type { Journal } from '../books/journal.store.js';
import type { Delivery } from '../cards/test-cards.data.js';
import type { Decision } from '../decision.js';
import { ApiFailure } from './api-failure.js';
import { renderIntent, renderMethod, renderRefund } from './render.js';
import { type Outcome, route, type World } from './routes.js';

/** A request as it came, its body or query still form-encoded. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly form: string;
  readonly authorization: string;
  readonly version: string | undefined;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: string;
  readonly delivery: Delivery;
  /** Whether it is saved under the idempotency key: Stripe saves what was executed, and not what failed validation. */
  readonly isSaved: boolean;
}

/** The API over its books: every request is decided, written down, and only then answered. */
export class StripeApi {
  constructor(
    private readonly world: World,
    private readonly journal: Journal,
  ) {}

  answer(request: ApiRequest): ApiAnswer {
    try {
      requireTestKey(request.authorization);
      requireVersion(request.version);
      return this.perform(route(this.world, request), request.form);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      return this.failed(error, 'now');
    }
  }

  private perform(outcome: Outcome, form: string): ApiAnswer {
    if ('list' in outcome) return { status: 200, body: JSON.stringify(outcome.list), delivery: 'now', isSaved: false };
    for (const entry of this.journal.append(outcome.entries)) this.world.book.record(entry);
    const delivery = outcome.delivery ?? 'now';
    if (outcome.failure !== undefined) return this.failed(outcome.failure, delivery);
    const shown = this.show(outcome.shows, form.includes('latest_charge'));
    return { status: 200, body: JSON.stringify(shown), delivery, isSaved: true };
  }

  private failed({ status, error, shows }: ApiFailure, delivery: Delivery): ApiAnswer {
    const intent = shows.intent === undefined ? undefined : this.show({ intent: shows.intent }, false);
    const method = shows.method === undefined ? undefined : this.show({ method: shows.method }, false);
    const body = JSON.stringify({ error: { ...error, payment_intent: intent, payment_method: method } });
    return { status, body, delivery, isSaved: status === 402 || intent !== undefined };
  }

  private show({ intent, method, refund }: Decision['shows'], isExpanded: boolean): unknown {
    const { book } = this.world;
    const found = {
      intent: intent === undefined ? undefined : book.intent(intent),
      method: method === undefined ? undefined : book.method(method),
      refund: refund === undefined ? undefined : book.refund(refund),
    };
    if (found.intent) return renderIntent(book, found.intent, isExpanded);
    if (found.method) return renderMethod(found.method);
    return found.refund && renderRefund(found.refund);
  }
}

/** Bearer, or the user of Basic. A live key is refused by name: whoever sends one here has mixed up two accounts. */
const requireTestKey = (authorization: string): void => {
  const [scheme = '', value = ''] = authorization.split(' ');
  const key = scheme === 'Basic' ? Buffer.from(value, 'base64').toString().split(':')[0] : value;
  if (/^(sk|rk)_test_\w+$/.test(key ?? '')) return;
  const message = /_live_/.test(key ?? '') ? 'The simulator takes no live key.' : 'Invalid API key provided.';
  throw new ApiFailure(401, { type: 'invalid_request_error', message });
};

const requireVersion = (version: string | undefined): void => {
  if (version === undefined || /^\d{4}-\d{2}-\d{2}(\.\w+)?$/.test(version)) return;
  throw new ApiFailure(400, { type: 'invalid_request_error', message: `Invalid Stripe API version: ${version}` });
};
