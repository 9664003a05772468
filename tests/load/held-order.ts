// An order that is held for review until a moment of our choice: settings know whole hours only.
import type pg from 'pg';
import { address, hmac, mugs, rowsOf, type Seeder, step, usd } from './seed-log.ts';

export interface HeldOrder {
  /** Of a saved card: what is accepted is authorized with it. */
  readonly token: string;
  readonly last4: string;
  /** When a review that nobody made is over. */
  readonly reviewUntil: Date;
}

/** Appends a preauth of two mugs that fraud holds, with the due work of its deadline. Answers the order's uuid. */
export const seedHeldOrder = async (db: pg.Pool, seeder: Seeder, { token, last4, reviewUntil }: HeldOrder): Promise<string> => {
  const screening = { card: hmac(), email: hmac(), ip: hmac(), network: hmac(), goods: hmac() };
  const card = { token, brand: 'visa', bin: '411111', last4, isStored: true };
  const goods = { lines: [mugs], shippingMethod: 'ground', card, screening, billing: address, shipping: address };
  const amounts = { subtotal: usd(2500n), shipping: usd(795n), tax: usd(132n), total: usd(3427n) };
  const held = { decision: 'review', score: 60, reasons: ['amount_limit'], reviewUntil: reviewUntil.toISOString() };
  const rows = rowsOf([
    step('OrderPlaced', { type: 'preauth', currency: 'USD', ...goods }, -1),
    step(
      'OrderPriced',
      { ...amounts, shippingMethod: 'ground', rounding: 'half_up_per_line', screening, destination: address },
      0,
    ),
    step('FraudAssessed', held, 1),
  ]);
  const order = rows[0]?.subject ?? '';
  await seeder.append(rows);
  await db.query('INSERT INTO fraud.due_work (kind, key, due_at) VALUES ($1, $2, $3)', ['review_deadline', order, reviewUntil]);
  return order;
};
