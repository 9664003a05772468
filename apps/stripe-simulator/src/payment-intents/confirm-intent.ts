import type { Book, Intent } from '../books/book.js';
import type { BookEntry, MethodCreated } from '../books/journal-entry.js';
import { cardBehavior } from '../cards/issuer.js';
import type { Decision, Source } from '../decision.js';
import { ApiFailure, missing, unexpectedState } from '../http/api-failure.js';
import type { ConfirmForm } from '../http/forms.schema.js';

/** What the simulated account may do. */
export interface Account {
  readonly hasMulticapture: boolean;
}

interface Confirming {
  readonly source: Source;
  readonly account: Account;
  readonly intent: Intent;
  readonly method: MethodCreated;
  readonly form: ConfirmForm;
}

/** Asks the issuer, which answers as the card says. An automatic capture takes the amount at once. */
export const confirmIntent = (
  { book, source, account }: { readonly book: Book; readonly source: Source; readonly account: Account },
  id: string,
  form: ConfirmForm,
): Decision => {
  const intent = book.intent(id);
  if (intent === undefined) throw missing('payment_intent', id);
  const method = book.method(form.payment_method);
  if (method === undefined) throw missing('payment_method', form.payment_method);
  if (intent.status !== 'requires_payment_method') throw unexpectedState(intent, 'confirm');
  return askIssuer({ source, account, intent, method, form });
};

const askIssuer = (confirming: Confirming): Decision => {
  const { intent, method, form } = confirming;
  const behavior = cardBehavior(method);
  if (behavior.decline !== undefined) return decline(intent, method, behavior.decline);
  if (behavior.wantsAuthentication !== true) return approve(confirming);
  if (form.off_session) return decline(intent, method, { ...WANTS_AUTHENTICATION, code: 'card_declined' });
  if (form.error_on_requires_action) return decline(intent, method, { ...WANTS_AUTHENTICATION, code: 'authentication_required' });
  return { entries: [{ kind: 'action_required', ...named(intent), method: method.method }], shows: { intent: intent.id } };
};

const WANTS_AUTHENTICATION = { declineCode: 'authentication_required', networkCode: '' };

const named = ({ id: intent, order, operation }: Intent) => ({ intent, order, operation });

const approve = ({ source, account, intent, method, form }: Confirming): Decision => {
  const { amount, currency } = intent;
  const charge = source.newId('ch');
  const approved: BookEntry = {
    kind: 'approved',
    ...named(intent),
    charge,
    method: method.method,
    amount,
    currency,
    code: authorizationCode(charge),
    hasMulticapture: account.hasMulticapture && form.payment_method_options?.card?.request_multicapture === 'if_available',
  };
  const captured: BookEntry = {
    kind: 'captured',
    ...named(intent),
    amount,
    currency,
    releasedAmount: 0,
    isFinal: true,
    metadata: {},
  };
  return {
    entries: intent.captureMethod === 'automatic' ? [approved, captured] : [approved],
    shows: { intent: intent.id },
    delivery: cardBehavior(method).delivery ?? 'now',
  };
};

const decline = (
  intent: Intent,
  { method }: MethodCreated,
  reason: { readonly code: string; readonly declineCode?: string; readonly networkCode: string },
): Decision => ({
  entries: [{ kind: 'declined', ...named(intent), method, ...reason }],
  shows: { intent: intent.id },
  failure: new ApiFailure(
    402,
    {
      type: 'card_error',
      code: reason.code,
      message: 'Your card was declined.',
      ...(reason.declineCode !== undefined && { decline_code: reason.declineCode }),
      ...(reason.networkCode !== '' && { network_decline_code: reason.networkCode }),
    },
    { intent: intent.id, method },
  ),
});

/** Six digits that look drawn at random: FNV-1a over the charge's id. */
const authorizationCode = (seed: string): string => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
  return String((hash >>> 0) % 1_000_000).padStart(6, '0');
};
