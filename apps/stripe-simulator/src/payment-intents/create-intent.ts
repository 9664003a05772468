import type { Decision, Source } from '../decision.js';
import { badParameter } from '../http/api-failure.js';
import type { IntentForm } from '../http/forms.schema.js';
import { amountFault } from './amount-limits.js';

/** Opens a PaymentIntent without a card; it holds nothing. */
export const createIntent = (source: Source, form: IntentForm): Decision => {
  const fault = amountFault(form);
  if (fault !== undefined) throw badParameter(fault.param, fault.message, fault.code);
  const intent = source.newId('pi');
  const { amount, currency, metadata } = form;
  return {
    entries: [
      {
        kind: 'intent_created',
        intent,
        order: metadata.order ?? '',
        operation: metadata.operation ?? '',
        amount,
        currency,
        captureMethod: form.capture_method,
        metadata,
      },
    ],
    shows: { intent },
  };
};
