import { Injectable } from '@nestjs/common';
import { type CloudEvent, cloudEventOf, merchantEventTypes, readEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import { BEGINNING, cursorOf, type LogPlace } from './feed-cursor.js';

/** So many events of the log are looked at by one statement, whoever's they are, on a log of any size. */
const WINDOW = 5_000;
/** A page looks at no more, so that none waits long for what others did. */
const MOST_WINDOWS = 4;

export interface FeedEvent {
  readonly event: CloudEvent;
  /** What follows it. */
  readonly cursor: string;
}

export interface FeedPage {
  readonly events: readonly FeedEvent[];
  readonly place: LogPlace;
  readonly hasMore: boolean;
}

interface FeedScope {
  readonly merchant: string;
  readonly mode: string;
}

interface Found extends LogPlace {
  readonly headerText: string | null;
  readonly dataText: string;
  readonly hash: string;
  readonly sequence: number;
  readonly count: number;
  readonly last: LogPlace | null;
}

/** Nothing at or above the horizon is read: a transaction that is still open could yet commit below what was read, and would be passed
 *  over for ever. An event's place among its order's is what lies before it in the log, which below the horizon stays as it is. */
const PAGE = `WITH page AS MATERIALIZED (
    SELECT e.subject_id, e.stream, e.version, e.type, e.header, e.epoch, e.xid, e.position FROM order_log.events e
    WHERE (e.epoch, e.xid, e.position) > ($1::int, $2::text::xid8, $3::bigint)
      AND (e.epoch, e.xid) < ((SELECT max(epoch) FROM order_log.epochs), pg_snapshot_xmin(pg_current_snapshot()))
    ORDER BY e.epoch, e.xid, e.position LIMIT ${WINDOW}),
  seen AS (SELECT (SELECT count(*)::int FROM page) AS count, (SELECT json_build_object('epoch', epoch::text, 'xid', xid::text, 'position', position::text)
    FROM page ORDER BY epoch DESC, xid DESC, position DESC LIMIT 1) AS last),
  own AS (SELECT * FROM page WHERE header ->> 'merchant' = $4 AND header ->> 'mode' = $5 AND type = ANY ($6::text[])
    ORDER BY epoch, xid, position LIMIT $7)
  SELECT seen.count, seen.last, e.header::text AS "headerText", e.data::text AS "dataText", encode(e.hash, 'hex') AS hash,
    e.epoch::text AS epoch, e.xid::text AS xid, e.position::text AS position,
    (SELECT count(*)::int FROM order_log.events o
      WHERE o.subject_id = e.subject_id AND (o.epoch, o.xid, o.position) <= (e.epoch, e.xid, e.position)) AS sequence
  FROM seen LEFT JOIN own ON true LEFT JOIN order_log.events e
    ON e.subject_id = own.subject_id AND e.stream = own.stream AND e.version = own.version
  ORDER BY e.epoch, e.xid, e.position`;

/** What happens to a merchant's orders, in the order in which it was committed. There is no index by merchant, which every order would pay for:
 *  whoever follows the log looks at what came since, and whoever begins long ago at a bounded part of it for each page. */
@Injectable()
export class MerchantEvents {
  constructor(private readonly database: DataSource) {}

  /** Never passes over an event that commits later. */
  async page(scope: FeedScope, from: LogPlace, limit: number): Promise<FeedPage> {
    const events: FeedEvent[] = [];
    let place = from;
    for (let window = 0; window < MOST_WINDOWS; window += 1) {
      const looked = await this.look(scope, place, limit - events.length);
      events.push(...looked.events);
      place = looked.place;
      if (!looked.hasMore || events.length >= limit) return { events, place, hasMore: looked.hasMore };
    }
    return { events, place, hasMore: true };
  }

  /** Before everything that is not committed yet. */
  async latest(): Promise<LogPlace> {
    const text = `SELECT max(epoch)::text AS epoch, pg_snapshot_xmin(pg_current_snapshot())::text AS xid, '0' AS position FROM order_log.epochs`;
    const [row] = await queryRows<LogPlace>(this.database, text);
    return row ?? BEGINNING;
  }

  private async look({ merchant, mode }: FeedScope, from: LogPlace, limit: number): Promise<FeedPage> {
    const values = [from.epoch, from.xid, from.position, merchant, mode, merchantEventTypes, limit];
    const rows = await queryRows<Found>(this.database, PAGE, values);
    const events = rows.flatMap((row) => (row.headerText === null ? [] : [feedEventOf(row, row.headerText)]));
    const [first] = rows;
    const isFull = events.length >= limit;
    const last = isFull ? rows.at(-1) : first?.last;
    const place = last ? { epoch: last.epoch, xid: last.xid, position: last.position } : from;
    return { events, place, hasMore: isFull || (first?.count ?? 0) >= WINDOW };
  }
}

const feedEventOf = ({ dataText, hash, sequence, ...place }: Found, headerText: string): FeedEvent => {
  const event = readEvent({ headerText, dataText, hash });
  invariant(event !== undefined, 'an event of a known type can be read');
  return { event: cloudEventOf(event, sequence), cursor: cursorOf(place) };
};
