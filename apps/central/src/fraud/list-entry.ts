/** An entry of a fraud list: `GET …/fraud-lists/{list}`. */
export interface ListEntry {
  /** fle_… */
  readonly id: string;
  readonly list: ListName;
  readonly kind: string;
  /** In part, for what is personal; null once the customer was forgotten. */
  readonly value: string | null;
  readonly reason: string | null;
  /** ord_… that it was taken from. */
  readonly order: string | null;
  readonly by: string | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
}

export const listNames = ['block', 'allow', 'lockout'] as const;
export type ListName = (typeof listNames)[number];
/** Lockouts come by themselves. */
export type WrittenList = Exclude<ListName, 'lockout'>;
export const isListName = (value: string): value is ListName => (listNames as readonly string[]).includes(value);

/** What may be listed, by the names of the API; the allow list takes nobody's whole country, and no goods. */
const blockable = ['email', 'emailDomain', 'card', 'ip', 'network', 'country', 'sku'] as const;
export type EntryField = (typeof blockable)[number];
export const fieldsOf = (list: WrittenList): readonly EntryField[] =>
  list === 'allow' ? blockable.filter((field) => field !== 'country' && field !== 'sku') : blockable;

/** What somebody wants to list. */
export interface EntryWish {
  readonly field: EntryField;
  readonly value: string;
  readonly reason: string;
  /** RFC 3339; undefined: for ever. */
  readonly expiresAt: string | undefined;
}

/** The wish as the API takes it: countries in capitals, card numbers without the gaps that people write. */
export const entryBody = ({ field, value, reason, expiresAt }: EntryWish): object => {
  const written = value.trim();
  const given = {
    card: { number: written.replace(/[\s-]/g, '') },
    country: written.toUpperCase(),
  }[field as string];
  return {
    [field]: given ?? written,
    ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
};
