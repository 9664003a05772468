import { authorizationOf, creditOf, type Order, type PlacementResult } from '@tollgate/order';

/** Why an order ended without money: what the merchant's program goes by, and how the answer is classed. */
export interface OrderRefusal {
  readonly status: 402 | 422;
  /** Stable: the issuer's or our reason, e.g. `do_not_honor`, `acquirer_timeout`, `duplicate_order`, `card_data_lost`. */
  readonly code: string;
  readonly field?: string;
}

const declineCode = ({ payment }: Order): string => {
  const credit = creditOf(payment);
  if (credit !== undefined) return credit.code || 'declined';
  const { state, code } = authorizationOf(payment) ?? {};
  if (state === 'declined') return code || 'declined';
  return code === 'answer_differs' ? 'acquirer_answer_differs' : 'acquirer_timeout';
};

const rejectCode = ({ rejection, fraud }: Order): string => rejection?.code || fraud?.reasons[0] || 'rejected';

/** The refusal that an order's end amounts to; undefined for an order that is approved or held. */
export const refusalOf = (order: Order, result: PlacementResult): OrderRefusal | undefined => {
  switch (result) {
    case 'declined':
      return { status: 402, code: declineCode(order) };
    case 'rejected':
      return { status: 402, code: rejectCode(order) };
    case 'pricing_failed': {
      const { code = 'pricing_failed', field = '' } = order.pricingFailure ?? {};
      return { status: 422, code, ...(field === '' ? {} : { field }) };
    }
    default:
      return undefined;
  }
};
