// I7: every event reached everybody, so every order came to its end; and the read models are the fold of the log.
import { bareId, type ShownDay, type ShownOrder } from '../evidence.ts';
import { creditIn, movedIn, type OrderState, statusIn } from '../order-state.ts';
import type { Verdicts } from '../verdicts.ts';
import type { Orders } from './clients.ts';

/** What was done and nobody was told of. */
const untoldIn = ({ movements, mails, issued }: OrderState): string | undefined => {
  const told = new Set(mails.map(({ name }) => name));
  const done = [...movements].filter(([, { kind, state, isSilent }]) => kind !== 'void' && state === 'done' && isSilent !== true);
  const links = [...issued].filter(([, isTold]) => isTold).map(([id]) => `links ${id}`);
  return [...done.map(([id, { kind }]) => `${kind === 'capture' ? 'receipt' : kind} ${id}`), ...links].find(
    (name) => !told.has(name),
  );
};

const ungrantedIn = (state: OrderState): number | undefined => {
  const granted = new Set([...state.grants.values()].map(({ line }) => line));
  const isAllBack = movedIn(state, 'capture') === movedIn(state, 'refund');
  return isAllBack ? undefined : [...state.soldLines].find((line) => !granted.has(line));
};

/** Which service has not done its part; undefined where all have. A person's part (a review) is nobody's fault. */
const owing = (state: OrderState): string | undefined => {
  const { authorization, total, decision, isSale } = state;
  if (authorization === 'unpriced' || (decision !== '' && decision !== 'accept')) return undefined;
  const [untold, ungranted] = [untoldIn(state), ungrantedIn(state)];
  const isCredit = creditIn(state) !== undefined;
  const isCaptured = [...state.movements.values()].some(({ kind }) => kind === 'capture');
  const parts: readonly (readonly [boolean, string])[] = [
    [!isCredit && total === undefined, 'tax-shipping never priced it'],
    [!isCredit && decision === '', 'fraud never assessed it'],
    [!isCredit && authorization === 'none', 'authorization never began its payment'],
    [isSale && authorization === 'authorized' && !isCaptured, 'authorization never captured the sale'],
    [untold !== undefined, `notifications never sent the ${untold} mail`],
    [state.asked.size > 0, `a ${[...state.asked.values()][0]} was asked for and never came`],
    [ungranted !== undefined, `esd-delivery never granted line ${ungranted}`],
  ];
  return parts.find(([isOwed]) => isOwed)?.[1];
};

const judgeRow = (row: ShownOrder | undefined, state: OrderState): string | undefined => {
  const { merchant, mode, currency } = state;
  const folded = [merchant, mode, currency, statusIn(state), movedIn(state, 'capture'), movedIn(state, 'refund')].join(' ');
  const shown = row && [row.merchant, row.mode, row.currency, row.status, row.captured, row.refunded].join(' ');
  return shown === folded ? undefined : `${folded} by the log, ${shown ?? 'nothing'} by reporting`;
};

/** Captured and given back of each merchant's days, by the fold; a credit is a return. */
const foldDays = (orders: Orders): ReadonlyMap<string, string> => {
  const done = [...orders.values()].flatMap(({ merchant, mode, currency, movements }) =>
    [...movements.values()]
      .filter(({ state, kind }) => state === 'done' && kind !== 'void')
      .map(({ kind, day, amount }) => ({ key: `${merchant} ${mode} ${currency} ${day}`, kind, amount })),
  );
  const sumOf = (group: typeof done, of: string): bigint =>
    group.filter(({ kind }) => kind === of).reduce((sum, { amount }) => sum + amount, 0n);
  const days = Map.groupBy(done, ({ key }) => key);
  return new Map(
    [...days].map(([key, group]) => [key, `${sumOf(group, 'capture')} ${sumOf(group, 'refund') + sumOf(group, 'credit')}`]),
  );
};

const judgeRows = (rows: readonly ShownOrder[], orders: Orders, verdicts: Verdicts): void => {
  const shown = new Map(rows.map((row) => [bareId(row.order), row]));
  for (const [key, state] of orders) verdicts.judge('I7', state.order, judgeRow(shown.get(key), state));
  for (const [key, { order }] of shown)
    if (!orders.has(key)) verdicts.judge('I7', order, 'reporting shows an order that is not in the log');
};

const judgeDays = (days: readonly ShownDay[], orders: Orders, verdicts: Verdicts): void => {
  const folded = foldDays(orders);
  const told = new Map(days.map(({ key, captured, refunded }) => [key, `${captured} ${refunded}`]));
  for (const key of new Set([...folded.keys(), ...told.keys()])) {
    const [ours, theirs] = [folded.get(key) ?? '0 0', told.get(key) ?? '0 0'];
    verdicts.judge('I7', key, ours === theirs ? undefined : `${ours} by the log, ${theirs} by reporting`);
  }
};

/** By the log alone. */
export const judgeEnds = (orders: Orders, verdicts: Verdicts): void => {
  for (const state of orders.values()) verdicts.judge('I7', state.order, owing(state));
};

/** What reporting shows. */
export const judgeModels = (
  { rows, days }: { readonly rows: readonly ShownOrder[]; readonly days: readonly ShownDay[] },
  orders: Orders,
  verdicts: Verdicts,
): void => {
  judgeRows(rows, orders, verdicts);
  judgeDays(days, orders, verdicts);
};
