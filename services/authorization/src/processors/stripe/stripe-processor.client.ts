import { DomainError, invariant } from '@tollgate/errors';
import type { CardProcessor, PreparedRequest, ProcessorRequest } from '../card-processor.js';
import { toStripeAmount } from './amounts/stripe-amount.js';
import { StripeClient } from './api/stripe.client.js';
import { DEFAULT_LIFETIME_MS, type StripeOptions } from './api/stripe-options.js';
import { prepareAuthorization, type StripeAccount } from './operations/stripe-authorize.client.js';
import { prepareCapture } from './operations/stripe-capture.client.js';
import { prepareRefund } from './operations/stripe-refund.client.js';
import { prepareReversal, prepareVoid } from './operations/stripe-undo.client.js';

/** Card payments through Stripe's API. An order's mode must be the account's: anything else is a defect that refuses
 *  to send. */
export class StripeProcessor implements CardProcessor {
  readonly name = 'stripe';
  readonly mode: 'test' | 'live';
  readonly authorizationLifetimeMs: number;
  private readonly client: StripeClient;
  private readonly account: StripeAccount;

  /** DomainError `stripe_key_unreadable`, `stripe_key_of_other_mode`, `stripe_url_not_live`. */
  constructor(options: StripeOptions) {
    this.client = new StripeClient(options);
    this.mode = options.mode;
    this.authorizationLifetimeMs = options.authorizationLifetimeMs ?? DEFAULT_LIFETIME_MS;
    this.account = { isLive: options.mode === 'live', hasMulticapture: options.hasMulticapture === true };
  }

  get isReady(): boolean {
    return this.client.isReady;
  }

  /** DomainError `currency_not_supported`, `amount_not_supported`, `unknown_authorization`, `credit_not_supported`; TransientError when the
   *  payment cannot be named now. */
  async prepare(request: ProcessorRequest): Promise<PreparedRequest> {
    invariant(request.order.mode === this.mode, `an order of mode ${request.order.mode} is never sent to a ${this.mode} account`);
    toStripeAmount(request.amount);
    switch (request.kind) {
      case 'authorize':
        return await prepareAuthorization(this.client, this.account, request);
      case 'capture':
        return prepareCapture(this.client, this.account, request);
      case 'void':
        return prepareVoid(this.client, request);
      case 'refund':
        return prepareRefund(this.client, request);
      case 'credit':
        throw new DomainError('credit_not_supported', undefined, 'Stripe gives money back to a payment of its own only');
      case 'reverse':
        return prepareReversal(this.client, this.account, request);
    }
  }

  /** An answer comes to the request that waits for it, or not at all. */
  onLateApproval(): void {}

  /** There is no session to open: each request stands alone. */
  async open(): Promise<void> {}
  async close(): Promise<void> {}
}
