import { toPublicId } from '@tollgate/contracts';
import { isCardKept } from '@tollgate/order';
import type { CheckoutSession } from './checkout-session.entity.js';
import type { CheckoutSessionAnswer } from './checkout-session.schema.js';
import { type SessionState, statusOfSession } from './session-state.js';

/** A session that nobody has paid in yet: what its creation is answered with, whenever that is repeated. */
export const NEW_SESSION: SessionState = { kind: 'open', attempt: 1 };

/** What of an order an answer needs. */
export type Priced = {
  readonly status: string;
  readonly amounts: { readonly [Name in 'subtotal' | 'shipping' | 'tax' | 'total']: number | null };
};

const amountsOf = (priced: Priced | undefined): CheckoutSessionAnswer['amounts'] => {
  if (priced === undefined) return null;
  const { subtotal, shipping, tax, total } = priced.amounts;
  return subtotal === null || shipping === null || tax === null || total === null ? null : { subtotal, shipping, tax, total };
};

/** Of an order that was paid with a new card, which its customer agreed to have kept: authorization keeps it by the same rule, a moment later. */
const savedCardOf = (state: SessionState): CheckoutSessionAnswer['savedCard'] => {
  if (state.kind !== 'paid') return null;
  const { card } = state.order.placed;
  return card !== undefined && isCardKept(state.order) ? { id: card.token, brand: card.brand, last4: card.last4 } : null;
};

/** A session as the merchant is answered. `priced`: its order, once there is one that may have been paid. */
export const showSession = (
  session: Omit<CheckoutSession, 'sealedCustomer' | 'key'>,
  state: SessionState,
  { url, priced }: { readonly url: string; readonly priced?: Priced | undefined },
): CheckoutSessionAnswer => {
  const { type, currency, reference, successUrl, cancelUrl, locale, metadata } = session.terms;
  return {
    id: toPublicId('cs', session.id),
    status: statusOfSession(state),
    url,
    mode: session.mode,
    type,
    currency,
    reference: reference ?? null,
    order: 'order' in state ? toPublicId('ord', state.order.id) : null,
    orderStatus: priced?.status ?? null,
    amounts: amountsOf(priced),
    savedCard: savedCardOf(state),
    successUrl,
    cancelUrl,
    locale: locale ?? null,
    metadata: metadata ?? {},
    expiresAt: session.expiresAt.toISOString(),
    createdAt: session.createdAt.toISOString(),
  };
};
