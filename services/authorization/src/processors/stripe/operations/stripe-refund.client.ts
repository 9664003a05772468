import type { Stripe } from 'stripe';
import type { PreparedRequest, ProcessorRequest, ProcessorResult } from '../../card-processor.js';
import { type StripeAmount, toStripeAmount } from '../amounts/stripe-amount.js';
import type { StripeClient } from '../api/stripe.client.js';
import { declined, isTooLarge } from '../api/stripe-errors.js';
import { resultOfRefund } from './stripe-answers.js';
import { idempotencyKey, intentOf, refundParams, refundsParams } from './stripe-requests.js';

/** Gives captured money back. Its processor reference is the Refund's own, known with the answer. */
export const prepareRefund = (client: StripeClient, request: ProcessorRequest): PreparedRequest => {
  const intent = intentOf(request.original);
  const amount = toStripeAmount(request.amount);
  return { reference: undefined, submit: () => client.settle(() => refund(client, { intent, request, amount })) };
};

interface Refunding {
  readonly intent: string;
  readonly request: ProcessorRequest;
  readonly amount: StripeAmount;
}

/** A repetition looks first: Stripe forgets idempotency keys after a day, but never a refund. */
const refund = async (client: StripeClient, { intent, request, amount }: Refunding): Promise<ProcessorResult> => {
  if (request.repeats !== undefined) {
    const earlier = (await refundsOf(client, intent)).find(({ metadata }) => metadata?.operation === request.operation);
    if (earlier) return resultOfRefund(earlier, amount);
  }
  const params = refundParams(intent, request);
  const key = { key: idempotencyKey(request.operation), attempts: request.repeats?.attempts ?? 0 };
  try {
    return resultOfRefund(await client.askWithKey(key, (stripe, options) => stripe.refunds.create(params, options)), amount);
  } catch (error) {
    if (isTooLarge(error)) return declined('refund_too_large');
    throw error;
  }
};

/** All refunds of a payment. */
export const refundsOf = (client: StripeClient, intent: string): Promise<Stripe.Refund[]> =>
  client.ask((stripe) => stripe.refunds.list(refundsParams(intent)).autoPagingToArray({ limit: 10_000 }));
