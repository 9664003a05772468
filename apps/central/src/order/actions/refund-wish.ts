import { parseAmount } from '../../format/format-money.js';
import { reasonIn } from './reason.js';

/** What of an order is to be given back, as the dialog holds it. */
export interface RefundForm {
  readonly by: 'all' | 'items' | 'amount';
  readonly typed: string;
  /** How many pieces of each of the order's lines, the first at 0. */
  readonly quantities: readonly number[];
  readonly hasShipping: boolean;
  readonly reason: string;
}

export interface RefundBody {
  readonly amount?: number;
  readonly lines?: readonly { readonly line: number; readonly quantity: number }[];
  readonly shipping?: number;
  readonly reason?: string;
}

interface Context {
  readonly currency: string;
  /** Minor units: what may still be given back in all, and of the shipping charge. */
  readonly refundable: number;
  readonly shippingLeft: number;
}

const byItems = ({ quantities, hasShipping }: RefundForm, { shippingLeft }: Context): RefundBody | undefined => {
  const lines = quantities.flatMap((quantity, index) => (quantity > 0 ? [{ line: index + 1, quantity }] : []));
  const shipping = hasShipping && shippingLeft > 0 ? { shipping: shippingLeft } : {};
  if (lines.length === 0) return 'shipping' in shipping ? shipping : undefined;
  return { lines, ...shipping };
};

const byAmount = ({ typed }: RefundForm, { currency, refundable }: Context): RefundBody | undefined => {
  const amount = parseAmount(typed, currency);
  return amount === undefined || amount === 0 || amount > refundable ? undefined : { amount };
};

/** The request for the refund; undefined while the form asks for nothing that could be given back. */
export const refundWish = (form: RefundForm, context: Context): RefundBody | undefined => {
  const ways = { all: (): RefundBody => ({}), items: () => byItems(form, context), amount: () => byAmount(form, context) };
  const wish = ways[form.by]();
  return wish === undefined ? undefined : { ...wish, ...reasonIn(form.reason) };
};
