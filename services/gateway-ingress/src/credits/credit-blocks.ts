import type { EventInit } from '@tollgate/contracts';
import type { FieldError } from '../validation/field-error.js';

type Screening = Pick<NonNullable<EventInit<'CreditPlaced'>['screening']>, 'card' | 'email' | 'emailDomain' | 'countries'>;

/** What a credit is known by on a block list: `kind` as the lists call it. */
export const blockableNames = ({ card = '', email = '', emailDomain = '', countries = [] }: Screening) =>
  [
    { kind: 'card', name: card },
    { kind: 'email', name: email },
    { kind: 'email_domain', name: emailDomain },
    ...countries.map((name) => ({ kind: 'country', name })),
  ].filter(({ name }) => name !== '');

const fields: Readonly<Record<string, string>> = {
  email: '/customer/email',
  email_domain: '/customer/email',
  country: '/billingAddress/country',
};

/** Why a credit is refused of which these kinds are blocked: `card_blocked`, `email_blocked`, `email_domain_blocked`, `country_blocked`, in the order
 *  of its fields. Money goes to nobody whom the store would sell nothing; who is to have some is taken off the list first. */
export const refuseBlocked = (kinds: readonly string[], isByToken: boolean): readonly FieldError[] =>
  ['email', 'email_domain', 'country', 'card']
    .filter((kind) => kinds.includes(kind))
    .map((kind) => ({ code: `${kind}_blocked`, field: fields[kind] ?? (isByToken ? '/payment/token' : '/payment/card/number') }));
