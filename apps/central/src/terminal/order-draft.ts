import { parseAmount } from '../format/format-money.js';

export interface DraftLine {
  /** Of the line in the form, not of the order. */
  readonly key: string;
  readonly sku: string;
  readonly description: string;
  readonly kind: 'digital' | 'physical';
  /** The three as typed. */
  readonly quantity: string;
  readonly unitAmount: string;
  readonly weightGrams: string;
}

export interface DraftAddress {
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
}

/** How the customer came: it stands in the order's metadata. */
export const origins = ['telephone', 'mail', 'web'] as const;
export type Origin = (typeof origins)[number];

/** An order that somebody is typing in; everything but the card. */
export interface Draft {
  readonly type: 'sale' | 'preauth';
  readonly origin: Origin;
  readonly currency: string;
  readonly lines: readonly DraftLine[];
  readonly email: string;
  readonly name: string;
  readonly phone: string;
  readonly reference: string;
  readonly billing: DraftAddress;
  /** Undefined: parcels go to the billing address. */
  readonly shipping: DraftAddress | undefined;
  /** Empty: the first that goes there. */
  readonly shippingMethod: string;
}

/** Something that is wrong with a field, by the field's JSON pointer in the order. */
export interface Fault {
  readonly field: string;
  readonly code: string;
}

export const noAddress: DraftAddress = { name: '', line1: '', line2: '', city: '', region: '', postalCode: '', country: '' };

export const emptyDraft = (currency: string, country: string): Draft => ({
  type: 'sale',
  origin: 'telephone',
  currency,
  lines: [],
  email: '',
  name: '',
  phone: '',
  reference: '',
  billing: { ...noAddress, country },
  shipping: undefined,
  shippingMethod: '',
});

export const needsShipping = ({ lines }: Draft): boolean => lines.some(({ kind }) => kind === 'physical');

/** The parts of an object that are not empty: the API takes no empty text for none. */
const filled = <T extends object>(parts: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(parts)
      .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value] as const)
      .filter(([, value]) => value !== '' && value !== undefined),
  ) as Partial<T>;

const integerIn = (typed: string): number | undefined => {
  const text = typed.normalize('NFKC').trim();
  return /^\d{1,7}$/.test(text) ? Number(text) : undefined;
};

const lineFaults = ({ sku, quantity, unitAmount, weightGrams }: DraftLine, index: number, currency: string): readonly Fault[] => {
  const price = parseAmount(unitAmount, currency);
  const wrong: readonly (readonly [string, string | undefined])[] = [
    ['sku', sku.trim() === '' ? 'required' : undefined],
    ['quantity', (integerIn(quantity) ?? 0) < 1 ? 'invalid_quantity' : undefined],
    ['unitAmount', unitAmount.trim() === '' ? 'required' : price === undefined ? 'invalid_price' : undefined],
    ['weightGrams', weightGrams.trim() !== '' && integerIn(weightGrams) === undefined ? 'invalid_weight' : undefined],
  ];
  return wrong.flatMap(([name, code]) => (code === undefined ? [] : [{ field: `/items/${index}/${name}`, code }]));
};

/** What keeps the basket from being priced at all, because it cannot be written down as the API takes it. */
export const basketFaults = ({ lines, currency, billing }: Draft): readonly Fault[] => [
  ...(lines.length === 0 ? [{ field: '/items', code: 'required' }] : []),
  ...lines.flatMap((line, index) => lineFaults(line, index, currency)),
  ...(billing.country === '' ? [{ field: '/billingAddress/country', code: 'required' }] : []),
];

const item = (line: DraftLine, currency: string): object => ({
  ...filled({ sku: line.sku, description: line.description }),
  kind: line.kind,
  quantity: integerIn(line.quantity),
  unitAmount: parseAmount(line.unitAmount, currency),
  ...(line.kind === 'physical' && line.weightGrams.trim() !== '' ? { weightGrams: integerIn(line.weightGrams) } : {}),
});

const place = ({ region, postalCode, country }: DraftAddress): object => filled({ region, postalCode, country });

const basket = (draft: Draft, address: (of: DraftAddress) => object): object => ({
  currency: draft.currency,
  items: draft.lines.map((line) => item(line, draft.currency)),
  billingAddress: address(draft.billing),
  ...(needsShipping(draft) ? { shippingAddress: address(draft.shipping ?? draft.billing) } : {}),
  ...(needsShipping(draft) && draft.shippingMethod !== '' ? { shippingMethod: draft.shippingMethod } : {}),
});

/** The body of a quote: what tax and shipping go by, and nothing that says who the customer is. Undefined while it cannot be asked. */
export const quoteBody = (draft: Draft): object | undefined =>
  basketFaults(draft).length > 0 ? undefined : basket(draft, place);

/** The body of the order, without its payment. */
export const orderBody = (draft: Draft): object => {
  const { type, email, name, phone, reference, origin } = draft;
  return {
    type,
    ...basket(draft, (address) => filled({ ...address, name: address.name.trim() === '' ? name : address.name })),
    customer: filled({ email, name, phone }),
    ...filled({ reference }),
    metadata: { origin },
  };
};

/** What is missing of the order besides its basket. */
export const customerFaults = ({ email }: Draft): readonly Fault[] =>
  email.trim() === '' ? [{ field: '/customer/email', code: 'required' }] : [];
