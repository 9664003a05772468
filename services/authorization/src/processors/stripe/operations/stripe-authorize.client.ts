import { invariant } from '@tollgate/errors';
import Stripe from 'stripe';
import type { PreparedRequest, ProcessorRequest, ProcessorResult } from '../../card-processor.js';
import { toStripeAmount } from '../amounts/stripe-amount.js';
import { StripeClient } from '../api/stripe.client.js';
import { errorOfPreparing, resultOfError, unknown } from '../api/stripe-errors.js';
import { type AskedAuthorization, referenceTo, resultOfAuthorization } from './stripe-answers.js';
import { cancelParams, cardParams, confirmParams, idempotencyKey, intentParams } from './stripe-requests.js';

/** What the mode and the account of a link demand. */
export interface StripeAccount {
  readonly isLive: boolean;
  readonly hasMulticapture: boolean;
}

/** An authorization is confirmed once, and undone where nobody knows what came of it. It takes two steps, because its undoing must need
 *  neither card nor luck: `prepare` creates the intent, which holds nothing, and so its id is recorded before the issuer is asked; `submit`
 *  confirms it with the card. Whatever becomes of the confirmation, the intent can be found and cancelled by its id, for ever; a repeated
 *  create-and-confirm would need the CVC again, and would charge anew once Stripe forgets the key, after a day. The card is handed over beside
 *  the intent, so that waiting for two answers takes as long as for one. */
export const prepareAuthorization = async (
  client: StripeClient,
  account: StripeAccount,
  request: ProcessorRequest,
): Promise<PreparedRequest> => {
  const asked = { ...toStripeAmount(request.amount), isSale: request.isSale };
  const [intent, method] = await Promise.all([createIntent(client, account, request), handOverCard(client, request)]);
  const confirmation = { intent, method, asked, request, hasMulticapture: account.hasMulticapture && !request.isSale };
  return {
    reference: referenceTo(intent),
    submit: async () => (typeof method === 'string' ? client.settle(() => confirm(client, { ...confirmation, method })) : method),
  };
};

/** The id of the operation's intent, created now or before. Errors as `errorOfPreparing`. */
export const createIntent = async (
  client: StripeClient,
  { isLive }: Pick<StripeAccount, 'isLive'>,
  request: Pick<ProcessorRequest, 'order' | 'operation' | 'amount' | 'isSale'>,
): Promise<string> => {
  const params = intentParams(request);
  const key = { key: idempotencyKey(request.operation), attempts: 0 };
  try {
    const intent = await client.askWithKey(key, (stripe, options) => stripe.paymentIntents.create(params, options));
    invariant(intent.livemode === isLive, 'Stripe answers in the mode that the key is for');
    return intent.id;
  } catch (error) {
    throw errorOfPreparing(error);
  }
};

/** A card that cannot even be read (wrong number, past date) is a decline, told when the authorization is submitted. */
const handOverCard = async (client: StripeClient, { card }: ProcessorRequest): Promise<string | ProcessorResult> => {
  invariant(card !== undefined, 'an authorization has a card');
  try {
    return (await client.ask((stripe) => stripe.paymentMethods.create(cardParams(card)))).id;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) return resultOfError(error);
    throw errorOfPreparing(error);
  }
};

interface Confirming {
  readonly intent: string;
  readonly method: string;
  readonly asked: AskedAuthorization;
  readonly request: ProcessorRequest;
  readonly hasMulticapture: boolean;
}

const confirm = async (client: StripeClient, { intent, method, asked, request, hasMulticapture }: Confirming) => {
  const params = confirmParams({ paymentMethod: method, isStored: request.card?.isStored === true, hasMulticapture });
  const key = { key: idempotencyKey(request.operation, 'confirm'), attempts: 0 };
  const answer = await client.askWithKey(key, (stripe, options) => stripe.paymentIntents.confirm(intent, params, options));
  if (answer.status === 'requires_action' && !(await isCancelled(client, intent, request.operation))) {
    return unknown('answer_differs');
  }
  return resultOfAuthorization(answer, asked);
};

/** Left open, an intent that waits for 3-D Secure could still be paid by somebody who has its secret. */
const isCancelled = async (client: StripeClient, intent: string, operation: string): Promise<boolean> => {
  const options = { idempotencyKey: idempotencyKey(operation, 'cancel') };
  const cancelled = await client.ask((stripe) => stripe.paymentIntents.cancel(intent, cancelParams(), options));
  return cancelled.status === 'canceled';
};
