/** A line of an acquirer's own journal: the truth outside. Of the ISO 8583 simulator's shape, or of the Stripe
 *  simulator's. */
export interface JournalLine {
  readonly kind: string;
  /** The order as the link named it: the uuid's 32 digits, with dashes or without. */
  readonly order?: string;
  readonly amount?: number | string;
  /** ISO 4217 by number, or its letters in lower case. */
  readonly currency?: string;
  /** Of a reversal: what it took back of captures. */
  readonly capturedAmount?: number | string;
  /** Of a last capture or a cancellation: what it gave back of the hold. */
  readonly releasedAmount?: number | string;
  /** Stripe's PaymentIntent. */
  readonly intent?: string;
}

/** What an acquirer holds of one order, in minor units of ISO 4217. */
export interface AcquirerAccount {
  /** Every currency that its lines name, as they name it, separated by blanks. */
  readonly currencies: string;
  readonly approvals: number;
  /** Approvals that were undone whole. */
  readonly undone: number;
  readonly approvedAmount: bigint;
  readonly capturedAmount: bigint;
  readonly releasedAmount: bigint;
  readonly refundedAmount: bigint;
  /** Given to a card without a sale before it. */
  readonly creditedAmount: bigint;
}

const emptyAccount: AcquirerAccount = {
  currencies: '',
  approvals: 0,
  undone: 0,
  approvedAmount: 0n,
  capturedAmount: 0n,
  releasedAmount: 0n,
  refundedAmount: 0n,
  creditedAmount: 0n,
};

/** Still held by the issuer, and not taken. */
export const heldIn = ({ approvedAmount, capturedAmount, releasedAmount }: AcquirerAccount): bigint =>
  approvedAmount - capturedAmount - releasedAmount;

/** Which processor a journal is of, by its lines; undefined for one that says nothing of money. */
export const processorIn = (lines: readonly JournalLine[]): string | undefined => {
  const told = lines.find(({ order }) => order !== undefined && order !== '');
  if (told === undefined) return undefined;
  return told.intent === undefined ? 'iso8583' : 'stripe';
};

/** Where Stripe's minor unit is another than ISO 4217's: so many of its units are one. Source:
 *  docs.stripe.com/currencies. */
const stripeUnits: Readonly<Record<string, bigint>> = { isk: 100n, ugx: 100n };
/** And so many of ISO's are one of Stripe's. */
const isoUnits: Readonly<Record<string, bigint>> = { mga: 100n };

const minorIn = (amount: number | string | undefined, currency = ''): bigint =>
  (BigInt(amount ?? 0) * (isoUnits[currency] ?? 1n)) / (stripeUnits[currency] ?? 1n);

type Apply = (account: AcquirerAccount, line: JournalLine) => Partial<AcquirerAccount>;

/** Stripe releases a whole hold by canceling its intent: then nothing of the approval is live. */
const cancel: Apply = (account, { releasedAmount, currency }) => {
  const released = minorIn(releasedAmount, currency);
  const isWhole = released > 0n && account.capturedAmount === 0n && released === heldIn(account);
  return { releasedAmount: account.releasedAmount + released, undone: account.undone + (isWhole ? 1 : 0) };
};

const applies: Readonly<Record<string, Apply>> = {
  approved: ({ approvals, approvedAmount }, { amount, currency }) => ({
    approvals: approvals + 1,
    approvedAmount: approvedAmount + minorIn(amount, currency),
  }),
  captured: ({ capturedAmount, releasedAmount }, line) => ({
    capturedAmount: capturedAmount + minorIn(line.amount, line.currency),
    releasedAmount: releasedAmount + minorIn(line.releasedAmount, line.currency),
  }),
  voided: ({ releasedAmount }, { amount, currency }) => ({ releasedAmount: releasedAmount + minorIn(amount, currency) }),
  canceled: cancel,
  refunded: ({ refundedAmount }, { amount, currency }) => ({ refundedAmount: refundedAmount + minorIn(amount, currency) }),
  credited: ({ creditedAmount }, { amount, currency }) => ({ creditedAmount: creditedAmount + minorIn(amount, currency) }),
  reversed: ({ undone, approvedAmount, capturedAmount }, line) => ({
    undone: undone + 1,
    approvedAmount: approvedAmount - minorIn(line.amount, line.currency),
    capturedAmount: capturedAmount - minorIn(line.capturedAmount, line.currency),
  }),
};

/** An order's uuid without dashes or prefix: how journals and the log find each other. */
export const orderKey = (order: string): string => order.replace(/^ord_/, '').replaceAll('-', '').toLowerCase();

const withCurrency = (currencies: string, { currency = '' }: JournalLine): string =>
  currency === '' || currencies.split(' ').includes(currency) ? currencies : `${currencies} ${currency}`.trim();

/** The accounts by order, from the lines of all journals. Where one order has accounts at two processors, they are
 *  added up: the rules say that there is one live authorization in all. `before`: what earlier lines came to. */
export const accountsOf = (
  journals: readonly (readonly JournalLine[])[],
  before: ReadonlyMap<string, AcquirerAccount> = new Map(),
): ReadonlyMap<string, AcquirerAccount> => {
  const accounts = new Map(before);
  for (const lines of journals) {
    for (const line of lines) {
      const apply = applies[line.kind];
      if (apply === undefined || line.order === undefined || line.order === '') continue;
      const account = accounts.get(orderKey(line.order)) ?? emptyAccount;
      const currencies = withCurrency(account.currencies, line);
      accounts.set(orderKey(line.order), { ...account, ...apply(account, line), currencies });
    }
  }
  return accounts;
};

/** Accounts that did not change between two looks, and the orders of those that did: whose log was read meanwhile may
 *  be ahead or behind. */
export interface SteadyAccounts {
  readonly accounts: ReadonlyMap<string, AcquirerAccount>;
  readonly moving: ReadonlySet<string>;
}

const isSame = (one: AcquirerAccount | undefined, other: AcquirerAccount): boolean =>
  one !== undefined && (Object.keys(other) as (keyof AcquirerAccount)[]).every((name) => one[name] === other[name]);

/** What can be compared with a log that was read between two looks at the acquirers' journals: an intent is in the log
 *  before the acquirer hears of it, and a fact only afterwards. `among`: these orders alone; all unless given. */
export const steadyAccounts = (
  before: ReadonlyMap<string, AcquirerAccount>,
  after: ReadonlyMap<string, AcquirerAccount>,
  among?: ReadonlySet<string>,
): SteadyAccounts => {
  const asked = [...after].filter(([key]) => among?.has(key) !== false);
  const moving = new Set(asked.filter(([key, account]) => !isSame(before.get(key), account)).map(([key]) => key));
  return { accounts: new Map(asked.filter(([key]) => !moving.has(key))), moving };
};
