import type { Book } from '../books/book.js';
import { behaviorOfIntent } from '../cards/issuer.js';
import type { Decision } from '../decision.js';
import { badParameter, chargeFault, missing, unexpectedState } from '../http/api-failure.js';
import type { CaptureForm } from '../http/forms.schema.js';

/** Takes what is held, whole or in part. The rest is released, unless the issuer allows several captures and this one
 *  is said not to be the last. Source: docs.stripe.com/api/payment_intents/capture. */
export const captureIntent = (book: Book, id: string, form: CaptureForm): Decision => {
  const intent = book.intent(id);
  if (intent === undefined) throw missing('payment_intent', id);
  if (intent.status !== 'requires_capture') throw unexpectedState(intent, 'capture');
  const fault = behaviorOfIntent(book, intent).captureFault;
  if (fault !== undefined) throw chargeFault(fault, id);
  const amount = form.amount_to_capture ?? intent.amountCapturable;
  if (amount > intent.amountCapturable) {
    throw badParameter('amount_to_capture', 'The amount to capture is more than what is left', 'amount_too_large');
  }
  if (!form.final_capture && intent.charge?.hasMulticapture !== true) {
    throw badParameter('final_capture', 'Multicapture is not available for this PaymentIntent');
  }
  const left = intent.amountCapturable - amount;
  const isFinal = form.final_capture || left === 0;
  const { order, operation, currency } = intent;
  return {
    entries: [
      {
        kind: 'captured',
        intent: id,
        order,
        operation,
        amount,
        currency,
        releasedAmount: isFinal ? left : 0,
        isFinal,
        metadata: form.metadata,
      },
    ],
    shows: { intent: id },
  };
};
