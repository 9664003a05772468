import type { Book } from '../books/book.js';
import { behaviorOfIntent } from '../cards/issuer.js';
import type { Decision, Source } from '../decision.js';
import { badParameter, chargeFault, missing } from '../http/api-failure.js';
import type { RefundForm } from '../http/forms.schema.js';

/** Gives captured money back, up to what is left of it; without an amount, all of it. Source:
 *  docs.stripe.com/api/refunds/create. */
export const createRefund = (book: Book, source: Source, form: RefundForm): Decision => {
  const intent = book.intent(form.payment_intent);
  if (intent === undefined) throw missing('payment_intent', form.payment_intent);
  if (intent.amountReceived === 0) throw badParameter('payment_intent', 'This PaymentIntent has no successful charge to refund.');
  const fault = behaviorOfIntent(book, intent).refundFault;
  if (fault !== undefined) throw chargeFault(fault, intent.id);
  const left = intent.amountReceived - book.refundedAmount(intent.id);
  if (left === 0) throw chargeFault('charge_already_refunded', intent.id);
  const amount = form.amount ?? left;
  if (amount > left) throw badParameter('amount', `Refund amount (${amount}) is greater than unrefunded amount (${left})`);
  const refund = source.newId('re');
  const { order, currency } = intent;
  return {
    entries: [
      {
        kind: 'refunded',
        refund,
        intent: intent.id,
        order,
        operation: form.metadata.operation ?? '',
        amount,
        currency,
        metadata: form.metadata,
      },
    ],
    shows: { refund },
  };
};
