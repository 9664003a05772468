import type { OrderFacts, Violation } from './history.js';

/** A line of the mail catcher's own journal. */
export interface MailLine {
  readonly messageId: string;
}

/** Which order a receipt's Message-ID speaks of; its local part ends in the order's 32 hexadecimal digits. */
const orderIn = (messageId: string): string | undefined => /([0-9a-f]{32})@/.exec(messageId.replaceAll('-', ''))?.[1];

/** I11: each paid order's receipt was taken, once per Message-ID, and nobody else's. Copies are told apart by their count. */
export const mailViolations = (lines: readonly MailLine[], orders: ReadonlyMap<string, OrderFacts>): readonly Violation[] => {
  const mailed = new Set(lines.map(({ messageId }) => orderIn(messageId)).filter((order) => order !== undefined));
  const found: Violation[] = [];
  for (const order of mailed) {
    if (orders.get(order)?.isPaid !== true)
      found.push({ invariant: 'I11', order, says: 'a receipt was mailed for an order that is not paid' });
  }
  for (const [order, facts] of orders) {
    if (facts.receipts > 0 && !mailed.has(order))
      found.push({ invariant: 'I11', order: facts.order, says: 'its receipt is recorded as sent and was never taken' });
  }
  return found;
};
