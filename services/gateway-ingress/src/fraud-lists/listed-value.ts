import { countries } from '../addresses/countries.data.js';
import { normalDomain } from '../addresses/email-domain.js';
import { ipRange, maskedIp } from '../addresses/ip-range.js';
import { maskedEmail } from '../addresses/masked-email.js';
import { normalEmail } from '../addresses/normal-email.js';
import { shownCard } from '../cards/card-data.js';
import type { FieldError } from '../validation/field-error.js';
import type { ListEntryBody, ListKind } from './fraud-list.schema.js';

/** A value in its one normal form, and what may be shown of it. */
export interface ListedValue {
  readonly kind: ListKind;
  /** In clear: it leaves as a keyed HMAC, unless it is public. */
  readonly value: string;
  readonly label: string;
}

type Given = Pick<ListEntryBody, 'card' | 'email' | 'emailDomain' | 'ip' | 'network' | 'country' | 'sku'>;

/** Countries and skus say nothing of who orders. */
export const isPublic = (kind: ListKind): boolean => kind === 'country' || kind === 'sku';

type Checked = ListedValue | FieldError;
const same = (kind: ListKind, value: string): ListedValue => ({ kind, value, label: value });

/** Of each member what it lists, or what is wrong with it. */
const checks: { readonly [K in keyof Given]-?: (given: Given[K] & {}) => Checked } = {
  card: (card) => {
    const { bin, last4 } = shownCard(card);
    return { kind: 'card', value: card.number.reveal(), label: `${bin}…${last4}` };
  },
  email: (email) => ({ kind: 'email', value: normalEmail(email), label: maskedEmail(normalEmail(email)) }),
  emailDomain: (text) => {
    const domain = normalDomain(text);
    return domain === undefined ? { code: 'invalid_domain', field: '/emailDomain' } : same('email_domain', domain);
  },
  ip: (text) => {
    const address = ipRange(text, 'address');
    if (address === undefined) return { code: 'invalid_ip_address', field: '/ip' };
    return { kind: 'ip', value: address, label: maskedIp(address) };
  },
  network: (text) => {
    const network = ipRange(text, 'network');
    return network === undefined ? { code: 'invalid_network', field: '/network' } : same('network', network);
  },
  country: (text) => (countries.has(text) ? same('country', text) : { code: 'unknown_country', field: '/country' }),
  sku: (text) => same('sku', text),
};

const givenIn = (body: ListEntryBody): readonly (keyof Given)[] =>
  (Object.keys(checks) as (keyof Given)[]).filter((name) => body[name] !== undefined);

const checkOne = (name: keyof Given, body: Given): Checked => (checks[name] as (given: unknown) => Checked)(body[name]);

const checkTerms = (body: ListEntryBody, list: string, now: Date): readonly FieldError[] => {
  const { country, sku, expiresAt } = body;
  const shared = [...(country === undefined ? [] : ['/country']), ...(sku === undefined ? [] : ['/sku'])];
  return [
    ...(list === 'allow' ? shared.map((field) => ({ code: 'block_only', field })) : []),
    ...(expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime() ? [{ code: 'in_the_past', field: '/expiresAt' }] : []),
  ];
};

/** What a request lists, or what is wrong with it: `one_value` unless it names exactly one, `invalid_domain`, `invalid_ip_address`,
 *  `invalid_network`, `unknown_country`, `block_only` for what the allow list does not take, `in_the_past`. */
export const listedValue = (body: ListEntryBody, list: string, now: Date): ListedValue | readonly FieldError[] => {
  const [name, ...others] = givenIn(body);
  if (name === undefined || others.length > 0) return [{ code: 'one_value', field: `/${others[0] ?? 'card'}` }];
  const checked = checkOne(name, body);
  const errors = [...('code' in checked ? [checked] : []), ...checkTerms(body, list, now)];
  return errors.length > 0 || 'code' in checked ? errors : checked;
};
