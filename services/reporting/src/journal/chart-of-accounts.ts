/** What an account is to a bookkeeper: which statement it stands on, and on which side it grows. */
export type AccountType = 'asset' | 'liability' | 'income' | 'contra_income';

/** The kinds of accounts of the journal; one of some kinds is opened for each processor or jurisdiction. */
export type AccountFamily = 'clearing' | 'sales' | 'shipping' | 'returns' | 'tax';

/** An account of the journal as a file shows it. */
export interface Account {
  /** Stable: `clearing:stripe`, `sales:digital`, `tax:US-NY`. */
  readonly key: string;
  readonly family: AccountFamily;
  readonly type: AccountType;
  /** For people: `Sales tax payable US-NY`. */
  readonly name: string;
  /** Its place in a tree of accounts, each step of letters, digits and hyphens that begins with a capital or a digit.
   *  Source: beancount language syntax, Accounts. */
  readonly path: readonly string[];
  /** Its number in SKR03, chosen among accounts without a tax rule of their own, as tax is booked apart.
   *  Source: DATEV SKR03: 1360 Geldtransit, 8200 Erlöse, 8700 Erlösschmälerungen, 1770 Umsatzsteuer. */
  readonly skr03: string;
}

interface Family {
  readonly type: AccountType;
  readonly name: string;
  readonly path: readonly string[];
  readonly skr03: string;
}

const families: Readonly<Record<AccountFamily, Family>> = {
  clearing: { type: 'asset', name: 'Payment clearing', path: ['Assets', 'Clearing'], skr03: '1360' },
  sales: { type: 'income', name: 'Sales', path: ['Income', 'Sales'], skr03: '8200' },
  shipping: { type: 'income', name: 'Shipping', path: ['Income', 'Shipping'], skr03: '8200' },
  returns: { type: 'contra_income', name: 'Returns', path: ['Income', 'Returns'], skr03: '8700' },
  tax: { type: 'liability', name: 'Sales tax payable', path: ['Liabilities', 'Sales-Tax'], skr03: '1770' },
};

const isFamily = (text: string): text is AccountFamily => Object.hasOwn(families, text);

/** `stripe` → `Stripe`, `US-NY` → `US-NY`; what may not stand in a path becomes a hyphen. */
const stepOf = (part: string): string => {
  const step = part.replace(/[^A-Za-z0-9-]/g, '-');
  return /^[A-Za-z0-9]/.test(step) ? step.charAt(0).toUpperCase() + step.slice(1) : `X${step}`;
};

/** The key of an account: `of` is a processor, a jurisdiction, or what kind of goods. */
export const accountKey = (family: AccountFamily, of: string): string => `${family}:${of === '' ? 'other' : of}`;

/** The account of a key that `accountKey` made. Throws TypeError for any other: a defect. */
export const accountOf = (key: string): Account => {
  const [head = '', ...rest] = key.split(':');
  if (!isFamily(head) || rest.length === 0) throw new TypeError(`${key} is no account of the journal`);
  const of = rest.join(':');
  const { type, name, path, skr03 } = families[head];
  return { key, family: head, type, name: `${name} ${of}`, path: [...path, stepOf(of)], skr03 };
};
