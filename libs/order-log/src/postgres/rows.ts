import { type EventHeader, type RecordedEvent, readEvent } from '@tollgate/contracts';
import type { Head } from '@tollgate/order';
import type { Row } from '@tollgate/postgres';
import type { OrderKey } from '../append/append-request.js';
import type { History } from '../reactions/reaction.js';

export const readText = `SELECT subject_id, header, data, hash FROM order_log.events
  WHERE subject_id = ANY ($1::uuid[]) ORDER BY position`;

/** The key comes with OrderPlaced alone, so that it is looked up once an order. */
export const readWithKeyText = `SELECT subject_id, header, data, hash, CASE WHEN stream = 'order' AND version = 1 THEN
    (SELECT concat(encode(k.customer_id, 'hex'), ',', encode(k.wrapped, 'hex')) FROM order_log.order_key k WHERE k.order_id = e.subject_id) END
  FROM order_log.events e WHERE subject_id = ANY ($1::uuid[]) ORDER BY position`;

const text = (value: string | null | undefined): string => value ?? '';
/** Postgres writes bytes as \\x and hexadecimal digits. */
const hexOf = (value: string | null | undefined): string => text(value).slice(2);

/** The event in a row of header, data and hash; undefined for one of a later release. */
export const eventIn = ([header, data, hash]: Row): RecordedEvent | undefined =>
  readEvent({ headerText: text(header), dataText: text(data), hash: hexOf(hash) });

/** The event in a row of header, data and hash as the bus needs it: its data stays unread, so that also a later
 *  release's event can be passed on. */
export const unreadEventIn = ([headerText, dataText, hash]: Row): RecordedEvent => {
  const header = JSON.parse(text(headerText)) as EventHeader;
  const texts = { headerText: text(headerText), dataText: text(dataText) };
  return { type: header.type, data: {}, header, ...texts, hash: hexOf(hash) } as unknown as RecordedEvent;
};

/** The events in a subject's rows, those of a later release apart, and the heads of its streams. */
export const historyIn = (rows: readonly Row[]): History => {
  const events: RecordedEvent[] = [];
  const passedOver: RecordedEvent[] = [];
  const heads: Record<string, Head> = {};
  for (const [, ...row] of rows) {
    const known = eventIn(row);
    const event = known ?? unreadEventIn(row);
    (known === undefined ? passedOver : events).push(event);
    heads[event.header.stream] = { version: event.header.version, hash: event.hash };
  }
  return { events, heads, passedOver };
};

/** The key in the rows of `readWithKeyText`; undefined once it was deleted. */
export const keyIn = (rows: readonly Row[]): OrderKey | undefined => {
  const found = rows.find(([, , , , key]) => key !== null && key !== undefined && key !== ',')?.[4];
  const [customerId = '', wrapped = ''] = found?.split(',') ?? [];
  return found ? { customerId, wrapped: Buffer.from(wrapped, 'hex') } : undefined;
};
