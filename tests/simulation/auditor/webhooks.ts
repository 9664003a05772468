import type { Evidence, OrderBook, Rule, Violation } from './evidence.ts';

/** A webhook as its receiver reads it. */
interface Told {
  readonly endpoint: string;
  readonly event: string;
  readonly sequence: number;
}

/** `evt_` and the event's id without its dashes. */
const eventOf = (id: string): string => id.slice('evt_'.length);
const bare = (id: string): string => id.replaceAll('-', '');

const toldIn = ({ webhooks }: Evidence): readonly Told[] =>
  webhooks.map(({ endpoint, id, body }) => ({ endpoint, event: eventOf(id), sequence: Number(JSON.parse(body).sequence) }));

/** Every endpoint hears of every event of its store's orders, at least once and under the event's name; of nothing else; and where it wants an
 *  order's events in their order, each comes for the first time after the one before. */
export const webhooksArrive: Rule = (evidence, books) => {
  const told = Map.groupBy(toldIn(evidence), ({ endpoint }) => endpoint);
  return evidence.endpoints.flatMap(({ id, merchant, isOrdered }) => {
    const its = told.get(id) ?? [];
    const own = books.filter((book) => book.merchant === merchant);
    return [
      ...own.flatMap((book) => ofBook(book, its, isOrdered)),
      ...strangers(own, its).map(({ event }): Violation => violation('', `${id} was told of ${event}, which is not its store’s`)),
    ];
  });
};

const violation = (order: string, detail: string): Violation => ({ rule: 'webhooks', order, detail });

const ofBook = ({ id, lines }: OrderBook, told: readonly Told[], isOrdered: boolean): readonly Violation[] => {
  const firstAt = new Map<string, number>();
  for (const [at, { event }] of told.entries()) if (!firstAt.has(event)) firstAt.set(event, at);
  const missing = lines.filter((line) => !firstAt.has(bare(line.id)));
  const ids = new Set(lines.map((line) => bare(line.id)));
  const firsts = told.filter(({ event }, at) => ids.has(event) && firstAt.get(event) === at);
  const isLate = isOrdered && firsts.some(({ sequence }, at) => at > 0 && sequence < (firsts[at - 1]?.sequence ?? 0));
  return [
    ...missing.map(({ type }) => violation(id, `a webhook of ${type} never came`)),
    ...(isLate ? [violation(id, 'webhooks came in another order than what they tell of')] : []),
  ];
};

const strangers = (own: readonly OrderBook[], told: readonly Told[]): readonly Told[] => {
  const known = new Set(own.flatMap(({ lines }) => lines.map(({ id }) => bare(id))));
  return told.filter(({ event }) => !known.has(event));
};
