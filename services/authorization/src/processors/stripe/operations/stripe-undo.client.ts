import { invariant } from '@tollgate/errors';
import type Stripe from 'stripe';
import type { OriginalRequest, PreparedRequest, ProcessorRequest, ProcessorResult } from '../../card-processor.js';
import { toStripeAmount } from '../amounts/stripe-amount.js';
import type { StripeClient } from '../api/stripe.client.js';
import { declined, isUnexpectedState, unknown } from '../api/stripe-errors.js';
import { done, nextUndoStep, nextVoidStep, refundedOf, type UndoStep } from './stripe-answers.js';
import { createIntent, type StripeAccount } from './stripe-authorize.client.js';
import { refundsOf } from './stripe-refund.client.js';
import { cancelParams, idempotencyKey, intentOf, retrieveParams, undoParams } from './stripe-requests.js';

/** Looking, and one step, as often as the payment moves on meanwhile. */
const MOST_ROUNDS = 4;

/** Releases what an authorization still holds; gives a sale back. */
export const prepareVoid = (client: StripeClient, request: ProcessorRequest): PreparedRequest => {
  const intent = intentOf(request.original);
  const wanted = { amount: toStripeAmount(request.amount).amount, isSale: request.original?.isSale === true };
  const choose = (found: Stripe.PaymentIntent, refunded: number) => nextVoidStep(found, { ...wanted, refunded });
  return {
    reference: request.original?.reference,
    submit: () => client.settle(() => undo(client, { intent, request, choose })),
  };
};

/** Undoes an authorization whose outcome is unknown, or that must not stand, whatever became of it: an intent that
 *  was never confirmed is cancelled too, so that a confirmation that is still on its way finds it closed. */
export const prepareReversal = (client: StripeClient, account: StripeAccount, request: ProcessorRequest): PreparedRequest => {
  const { original } = request;
  invariant(original !== undefined, 'a reversal names what it undoes');
  return {
    reference: original.reference,
    submit: () =>
      client.settle(async () => {
        const intent = await findIntent(client, account, { original, request });
        return await undo(client, { intent, request, choose: nextUndoStep });
      }),
  };
};

/** Its id is recorded with the intent to authorize; should it not be, the creation is repeated, which names the same
 *  one. */
const findIntent = async (
  client: StripeClient,
  account: StripeAccount,
  { original, request }: { readonly original: OriginalRequest; readonly request: ProcessorRequest },
): Promise<string> =>
  original.reference === undefined
    ? await createIntent(client, account, { ...original, order: request.order })
    : intentOf(original);

interface Undoing {
  readonly intent: string;
  readonly request: ProcessorRequest;
  readonly choose: (intent: Stripe.PaymentIntent, refunded: number) => UndoStep | 'refuse';
}

const undo = async (client: StripeClient, undoing: Undoing): Promise<ProcessorResult> => {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const found = await client.ask((stripe) => stripe.paymentIntents.retrieve(undoing.intent, retrieveParams()));
    const refunded = found.amount_received > 0 ? refundedOf(await refundsOf(client, undoing.intent)) : 0;
    const step = undoing.choose(found, refunded);
    if (step === 'nothing') return done(undoing.intent);
    if (step === 'refuse') return declined('void_not_allowed');
    if (step === 'wait') break;
    await take(client, step, undoing);
  }
  return unknown('answer_differs');
};

/** What moved on since it was looked at is looked at again. */
const take = async (client: StripeClient, step: 'cancel' | 'refund', { intent, request }: Undoing): Promise<void> => {
  const key = { key: idempotencyKey(request.operation, step), attempts: request.repeats?.attempts ?? 0 };
  try {
    await client.askWithKey<unknown>(key, (stripe, options) =>
      step === 'cancel'
        ? stripe.paymentIntents.cancel(intent, cancelParams(), options)
        : stripe.refunds.create(undoParams(intent, request), options),
    );
  } catch (error) {
    if (!isUnexpectedState(error)) throw error;
  }
};
