import { formatMoney, parseAmount } from '../../format/format-money.js';
import type { Fault } from '../order-draft.js';

/** A credit that somebody is typing in; everything but the card. */
export interface CreditDraft {
  readonly currency: string;
  /** As typed. */
  readonly amount: string;
  readonly description: string;
  readonly email: string;
  readonly name: string;
  readonly reference: string;
}

export const emptyCredit = (currency: string): CreditDraft => ({
  currency,
  amount: '',
  description: '',
  email: '',
  name: '',
  reference: '',
});

/** The settings area `credits`. */
export interface CreditTerms {
  readonly enabled: boolean;
  /** Minor units by currency. */
  readonly perCredit: Readonly<Record<string, number>>;
  readonly perDay: Readonly<Record<string, number>>;
}

/** The currencies that credits may be of; none where they are off. */
export const currenciesOf = ({ enabled, perCredit }: CreditTerms): readonly string[] =>
  enabled ? Object.keys(perCredit).filter((currency) => (perCredit[currency] ?? 0) > 0) : [];

/** In minor units; undefined while it is no amount. */
export const amountOf = ({ amount, currency }: CreditDraft): number | undefined => parseAmount(amount, currency);

const amountFault = (draft: CreditDraft, { perCredit }: CreditTerms): string | undefined => {
  if (draft.amount.trim() === '') return 'required';
  const minor = amountOf(draft);
  if (minor === undefined || minor === 0) return 'invalid_price';
  return minor > (perCredit[draft.currency] ?? 0) ? 'credit_amount_limit' : undefined;
};

/** What is wrong with a credit, by the pointers of the API. */
export const creditFaults = (draft: CreditDraft, terms: CreditTerms): readonly Fault[] => {
  const amount = amountFault(draft, terms);
  return [
    ...(amount === undefined ? [] : [{ field: '/amount', code: amount }]),
    ...(draft.description.trim() === '' ? [{ field: '/description', code: 'required' }] : []),
  ];
};

const filled = (parts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(parts)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );

/** The body of the credit, without its card. */
export const creditBody = (draft: CreditDraft): object => {
  const { currency, description, email, name, reference } = draft;
  const customer = filled({ email, name });
  return {
    amount: amountOf(draft),
    currency,
    ...filled({ description, reference }),
    ...(Object.keys(customer).length === 0 ? {} : { customer }),
  };
};

/** The amount as people write it. */
export const shownAmount = (draft: CreditDraft, tag: string): string => formatMoney(amountOf(draft) ?? 0, draft.currency, tag);
