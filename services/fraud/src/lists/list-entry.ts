import { type MerchantEvent, newEvent, type RecordedEvent } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import type { SubjectFold } from '@tollgate/order';
import type { List, ListKind } from './list-kinds.data.js';

/** What is to be listed, and until when. */
export interface ListedValue {
  readonly list: List;
  readonly kind: ListKind;
  /** As orders are screened by it: a keyed HMAC; of a country or a sku the value itself. */
  readonly name: string;
  /** What a person knows it by; empty where the order tells it. */
  readonly label: string;
  readonly reason: string;
  /** RFC 3339; empty: until it is removed. */
  readonly expiresAt: string;
  /** uuid of the order that it was taken from; empty where there is none. */
  readonly order: string;
}

/** A value as it is listed. */
export interface ListEntry extends ListedValue {
  /** uuid */
  readonly id: string;
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  /** RFC 3339 */
  readonly addedAt: string;
  /** The key or user who added it; empty where nobody did. */
  readonly addedBy: string;
}

/** One value of one list as its events tell it: it may be listed, removed and listed again. */
export interface ListEntryHistory {
  /** How many events it has: what is newer has more. */
  readonly version: number;
  /** As it was listed last; undefined where it never was. */
  readonly entry: ListEntry | undefined;
  /** Whether it still is: nobody took it off since. */
  readonly isListed: boolean;
}

const neverListed: ListEntryHistory = { version: 0, entry: undefined, isListed: false };

const evolve = (history: ListEntryHistory, { type, data, header }: RecordedEvent): ListEntryHistory => {
  const { version } = header;
  if (type === 'FraudListEntryRemoved') return { ...history, version, isListed: false };
  if (type !== 'FraudListEntryAdded') return history;
  const { subject, merchant, mode, occurredAt: addedAt, actor } = header;
  const { list, kind, name, label, reason, expiresAt, order } = data;
  const value = { list: list as List, kind: kind as ListKind, name, label, reason, expiresAt, order };
  const entry = { ...value, id: subject.id, merchant, mode, addedAt, addedBy: actor.on ?? '' };
  return { version, entry, isListed: true };
};

/** How the log tells an entry of a list. */
export const listEntries: SubjectFold<ListEntryHistory> = {
  kind: 'merchant',
  fold: (events) => events.reduce(evolve, neverListed),
};

/** Whether it is listed at a moment: what has expired is as good as removed. */
const isInForce = ({ expiresAt }: Pick<ListedValue, 'expiresAt'>, now: Date): boolean =>
  expiresAt === '' || Date.parse(expiresAt) > now.getTime();

const isSame = (one: ListedValue, other: ListedValue): boolean =>
  one.reason === other.reason && one.label === other.label && one.expiresAt === other.expiresAt && one.order === other.order;

/** The entry, where it is listed at this moment. */
export const entryInForce = ({ entry, isListed }: ListEntryHistory, now: Date): ListEntry | undefined =>
  entry !== undefined && isListed && isInForce(entry, now) ? entry : undefined;

/** Lists a value, in place of what was said of it before. Answers [] where it is listed just like that. */
export const addToList = ({ entry, isListed }: ListEntryHistory, value: ListedValue): readonly MerchantEvent[] =>
  entry !== undefined && isListed && isSame(entry, value) ? [] : [newEvent('FraudListEntryAdded', value)];

/** Locks a value out until its time is over. Answers [] where it is locked out as long already. */
export const lockOut = (history: ListEntryHistory, value: ListedValue): readonly MerchantEvent[] =>
  entryInForce(history, new Date(Date.parse(value.expiresAt) - 1)) === undefined ? [newEvent('FraudListEntryAdded', value)] : [];

/** Takes a value off its list. Throws DomainError `not_found` where it is not listed (any more). */
export const removeFromList = (history: ListEntryHistory, now: Date): readonly MerchantEvent[] => {
  const entry = entryInForce(history, now);
  if (entry === undefined) throw new DomainError('not_found');
  return [newEvent('FraudListEntryRemoved', { list: entry.list, kind: entry.kind })];
};
