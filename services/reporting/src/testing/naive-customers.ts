import type { PlainEvent } from './naive-reports.js';

/** A time of the report on customers; `at` is the moment from which it is looked at. */
export interface NaiveTime {
  readonly from: string;
  readonly to: string;
  readonly at?: string;
}

/** What one customer bought, or a group of them. */
export interface NaiveSums {
  orders: bigint;
  captured: bigint;
  refunds: bigint;
  refunded: bigint;
}

const nothing = (): NaiveSums => ({ orders: 0n, captured: 0n, refunds: 0n, refunded: 0n });
const ms = Date.parse;

/** Who bought what, as somebody would work it out with a pencil: from the events' data alone. `rows` by currency and address with whether they are
 *  new, the most net first and of equals by address; `groups` by currency and kind, with how many they are. Shares no rule with what it judges. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one pass, as with a pencil
export const naiveCustomers = (events: readonly PlainEvent[], merchant: string, { from, to, at }: NaiveTime) => {
  const own = events.filter((event) => event.merchant === merchant);
  const placed = new Map<string, { email: string; currency: string; atMs: number }>();
  const captured = new Set<string>();
  const sums = new Map<string, NaiveSums>();
  for (const { type, order, at: when, data } of own)
    if (type === 'OrderPlaced' || type === 'CreditPlaced')
      placed.set(order, {
        email: data.screening?.email ?? '',
        currency: data.currency ?? data.amount.currency,
        atMs: ms(when),
      });
  for (const { type, order, at: when, data } of own) {
    if (!['PaymentCaptured', 'PaymentRefunded', 'CreditSettled'].includes(type)) continue;
    const isSale = type === 'PaymentCaptured' && !captured.has(order);
    if (isSale) captured.add(order);
    if (ms(when) < ms(from) || ms(when) >= ms(to) || (at !== undefined && ms(when) > ms(at))) continue;
    const { email = '', currency } = placed.get(order) ?? {};
    const key = `${currency}|${email}`;
    const sum = sums.get(key) ?? nothing();
    sums.set(key, sum);
    if (isSale) sum.orders += 1n;
    if (type === 'PaymentCaptured') sum.captured += BigInt(data.amount.minor ?? 0);
    else {
      sum.refunds += 1n;
      sum.refunded += BigInt(data.amount.minor ?? 0);
    }
  }
  const cameBefore = (email: string): boolean => [...placed.values()].some((one) => one.email === email && one.atMs < ms(from));
  const groups = new Map<string, NaiveSums & { customers: bigint }>();
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one pass, as with a pencil
  const rows = [...sums].flatMap(([key, sum]) => {
    const [currency = '', email = ''] = key.split('|');
    const isNew = !cameBefore(email);
    const name = `${currency}|${email === '' ? 'unknown' : isNew ? 'new' : 'returning'}`;
    const group = groups.get(name) ?? { ...nothing(), customers: 0n };
    groups.set(name, group);
    if (email !== '') group.customers += 1n;
    for (const figure of ['orders', 'captured', 'refunds', 'refunded'] as const) group[figure] += sum[figure];
    return email === '' ? [] : [{ currency, email, isNew, ...sum, net: sum.captured - sum.refunded }];
  });
  const before = (a: string | bigint, b: string | bigint): number => (a === b ? 0 : a < b ? -1 : 1);
  rows.sort((a, b) => before(a.currency, b.currency) || before(b.net, a.net) || before(a.email, b.email));
  return { rows, groups: [...groups].sort(([a], [b]) => (a < b ? -1 : 1)) };
};
