import { fromPublicId, type RecordedEvent, readEvent, toPublicId } from '@tollgate/contracts';
import { toDecimal } from '@tollgate/money';
import { fold, paymentStatusOf, statusOf } from '@tollgate/order';
import Table from 'cli-table3';
import type pg from 'pg';
import pc from 'picocolors';
import { type LogRow, logColumns, openDatabase } from '../log-reader.js';
import { findStack, need } from '../stack.js';

const eventsOf = (rows: readonly (LogRow & { readonly hash: string })[]): readonly RecordedEvent[] =>
  rows.flatMap((row) => readEvent(row.header, row.data, row.hash) ?? []);

const columns = `${logColumns}, encode(hash, 'hex') as hash`;

const historyOf = async (db: pg.Client, order: string): Promise<readonly (LogRow & { readonly hash: string })[]> =>
  (await db.query(`select ${columns} from order_log.events where order_id = $1 order by position`, [order])).rows;

/** `tollgate orders`: the newest orders, a line each. */
export const ordersCommand = async ({ limit }: { readonly limit: string }): Promise<number> => {
  const db = await openDatabase(need(findStack(), 'postgresUrl'));
  try {
    const { rows } = await db.query<{ order_id: string }>(
      `select order_id from order_log.events where type = 'OrderPlaced' order by position desc limit $1`,
      [Math.min(1000, Math.max(1, Number(limit)))],
    );
    const table = new Table({
      head: ['order', 'placed', 'merchant', 'status', 'payment', 'total'],
      style: { head: [], border: [] },
    });
    for (const { order_id } of rows) {
      const order = fold(eventsOf(await historyOf(db, order_id)));
      if (order === undefined) continue;
      const { currency, minor } = order.pricing?.total ?? { currency: order.placed.currency, minor: undefined };
      const total = minor === undefined ? '–' : `${toDecimal(minor, currency)} ${currency}`;
      table.push([
        toPublicId('ord', order.id),
        order.placedAt,
        order.merchant,
        statusOf(order),
        paymentStatusOf(order),
        { content: total, hAlign: 'right' },
      ]);
    }
    console.log(rows.length === 0 ? 'no orders yet' : table.toString());
    return 0;
  } finally {
    await db.end();
  }
};

/** What an event says in a few words: its data without what is sealed, on one line. */
const gist = (data: string): string => {
  const { sealedPersonalData: _sealed, screening: _screening, ...rest } = JSON.parse(data);
  const text = JSON.stringify(rest, (_key, value) =>
    value?.minor === undefined ? value : `${toDecimal(BigInt(value.minor), value.currency)} ${value.currency}`,
  );
  const words = text.slice(1, -1).replaceAll('"', '').replaceAll(',', ', ').replaceAll(':', ' ');
  return words.length > 110 ? `${words.slice(0, 109)}…` : words;
};

/** `tollgate timeline <order>`: every step of one order, with the time since it was placed. */
export const timelineCommand = async (id: string): Promise<number> => {
  const order = fromPublicId('ord', id) ?? (/^[0-9a-f-]{36}$/.test(id) ? id : undefined);
  if (order === undefined) {
    console.error(`${id} is no order id: ord_ and 32 hexadecimal digits`);
    return 2;
  }
  const db = await openDatabase(need(findStack(), 'postgresUrl'));
  try {
    const rows = await historyOf(db, order);
    if (rows.length === 0) {
      console.error(`there is no order ${id}`);
      return 2;
    }
    const begun = rows[0]?.recorded_at.getTime() ?? 0;
    const folded = fold(eventsOf(rows));
    console.log(
      `${pc.bold(toPublicId('ord', order))}  ${folded ? `${statusOf(folded)}, payment ${paymentStatusOf(folded)}` : ''}\n`,
    );
    for (const row of rows) {
      const { actor } = JSON.parse(row.header);
      const after = `+${row.recorded_at.getTime() - begun} ms`.padStart(10);
      console.log(
        `${pc.dim(after)}  ${row.type.padEnd(23)} ${pc.cyan(actor.padEnd(16))} ${pc.dim(`${row.stream} ${row.version}`.padEnd(11))} ${gist(row.data)}`,
      );
    }
    return 0;
  } finally {
    await db.end();
  }
};
