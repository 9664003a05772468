/** What stands in the fields of the page's form, by the fields' names. */
export type FormValues = Readonly<Record<string, string>>;

export type AddressName = 'billingAddress' | 'shippingAddress';
export const addressFields = ['name', 'line1', 'line2', 'city', 'region', 'postalCode', 'country'] as const;

interface PrefilledAddress {
  readonly [field: string]: string | undefined;
}

/** What the merchant told of the customer. */
export interface Prefilled {
  readonly customer?:
    | { readonly email?: string | undefined; readonly name?: string | undefined; readonly phone?: string | undefined }
    | undefined;
  readonly billingAddress?: PrefilledAddress | undefined;
  readonly shippingAddress?: PrefilledAddress | undefined;
}

const addressValues = (name: AddressName, address: PrefilledAddress = {}): FormValues =>
  Object.fromEntries(addressFields.map((field) => [`${name}.${field}`, address[field] ?? '']));

const isSame = (one: PrefilledAddress, other: PrefilledAddress): boolean =>
  addressFields.every((field) => (one[field] ?? '') === (other[field] ?? ''));

/** The form as it is first shown. One address stands for both where the merchant knows of one. */
export const prefilledForm = ({ customer = {}, billingAddress, shippingAddress }: Prefilled, country: string): FormValues => {
  const billing = { name: customer.name, country, ...(billingAddress ?? shippingAddress) };
  const isOther = billingAddress !== undefined && shippingAddress !== undefined && !isSame(billingAddress, shippingAddress);
  return {
    'customer.email': customer.email ?? '',
    'customer.phone': customer.phone ?? '',
    ...addressValues('billingAddress', billing),
    ...addressValues('shippingAddress', isOther ? shippingAddress : { country: billing.country ?? country }),
    shipToOther: isOther ? 'yes' : '',
  };
};

/** What is never shown again once it was sent. */
const secrets: ReadonlySet<string> = new Set(['card.number', 'card.expiry', 'card.cvc', 'form', 'action', 'total']);

/** What of a form may be shown again. `isCardNumber` finds one that was typed into another field. */
export const shownAgain = (values: FormValues, isCardNumber: (text: string) => boolean): FormValues =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => !secrets.has(name) && !isCardNumber(value)));

const MAX_FIELDS = 100;
const MAX_LENGTH = 2_000;

/** The fields of a form that was sent; the first of each name. A browser sends no field longer than this from our page. */
export const formValues = (fields: Iterable<readonly [string, string]>): FormValues => {
  const values = new Map<string, string>();
  for (const [name, value] of fields)
    if (values.size < MAX_FIELDS && !values.has(name) && /^[\w.]{1,60}$/.test(name)) values.set(name, value.slice(0, MAX_LENGTH));
  return Object.fromEntries(values);
};
