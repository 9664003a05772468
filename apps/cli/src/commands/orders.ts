import { type RecordedEvent, readEvent, toPublicId } from '@tollgate/contracts';
import { type Money, toDecimal } from '@tollgate/money';
import { balance, fold, type Order, orderTotalOf, paymentStatusOf, statusOf } from '@tollgate/order';
import Table from 'cli-table3';
import { historyOf, type LogRow, openDatabase } from '../log-reader.js';
import { findStack, need } from '../stack.js';

/** The events of these rows that this release knows. */
export const eventsOf = (rows: readonly LogRow[]): readonly RecordedEvent[] =>
  rows.flatMap(({ header, data, hash }) => readEvent({ headerText: header, dataText: data, hash }) ?? []);

const MAX_ORDERS = 1_000;

const shown = ({ minor, currency }: Money): string => `${toDecimal(minor, currency)} ${currency}`;
const right = (content: string) => ({ content, hAlign: 'right' }) as const;

const cellsOf = (order: Order) => {
  const { captured, refunded } = balance(order.payment, order.placed.currency);
  const total = orderTotalOf(order);
  return [
    toPublicId('ord', order.id),
    order.placedAt,
    `${order.merchant} ${order.mode}`,
    statusOf(order),
    paymentStatusOf(order),
    right(total === undefined ? '–' : shown(total)),
    right(captured.minor === 0n ? '–' : shown(captured)),
    right(refunded.minor === 0n ? '–' : shown(refunded)),
  ];
};

/** `tollgate orders`: the newest orders, a line each. */
export const ordersCommand = async ({ limit }: { readonly limit: string }): Promise<number> => {
  const count = Number(limit);
  if (!Number.isInteger(count) || count < 1 || count > MAX_ORDERS) {
    console.error(`--limit is a number from 1 to ${MAX_ORDERS}`);
    return 2;
  }
  const db = await openDatabase(need(findStack(), 'postgresUrl'));
  try {
    const { rows } = await db.query<{ subject_id: string }>(
      `SELECT subject_id FROM order_log.events WHERE type IN ('OrderPlaced', 'CreditPlaced') ORDER BY position DESC LIMIT $1`,
      [count],
    );
    const head = ['order', 'placed', 'merchant', 'status', 'payment', 'total', 'captured', 'refunded'];
    const table = new Table({ head, style: { head: [], border: [] } });
    for (const { subject_id } of rows) {
      const order = fold(eventsOf(await historyOf(db, subject_id)));
      if (order !== undefined) table.push(cellsOf(order));
    }
    console.log(rows.length === 0 ? 'no orders yet' : table.toString());
    return 0;
  } finally {
    await db.end();
  }
};
