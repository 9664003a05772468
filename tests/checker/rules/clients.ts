// I1, I6, I14: what the clients were told, against the log.
import { bareId, type ClientLine } from '../evidence.ts';
import { isApproved, type OrderState, type RequestKind } from '../order-state.ts';
import type { Verdicts } from '../verdicts.ts';

export type Orders = ReadonlyMap<string, OrderState>;

/** Why what was told as done is not so by the log. */
const lie = ({ kind, order = '', operation }: ClientLine, orders: Orders): string | undefined => {
  const state = orders.get(bareId(order));
  if (state === undefined) return `${kind} was acknowledged, and order ${order} is not in the log`;
  if (kind === 'place') return isApproved(state) ? undefined : `it was approved, and the log says ${state.authorization}`;
  const id = bareId(operation ?? '');
  if (state.requests.get(id) !== kind) return `${kind} ${operation} was acknowledged, and is not in the log`;
  const movement = state.movements.get(id); // a mail and a re-issue have none
  return movement === undefined || movement.state === 'done'
    ? undefined
    : `${kind} ${operation} was done, and the log says ${movement.state}`;
};

/** Why what was told as begun is not so by the log. */
const vanished = ({ kind, order = '', operation }: ClientLine, orders: Orders): string | undefined => {
  const state = orders.get(bareId(order));
  const isThere = state !== undefined && (kind === 'place' || operation === undefined || state.requests.has(bareId(operation)));
  return isThere ? undefined : `${kind} ${operation ?? order} was accepted, and is not in the log`;
};

/** Why what was told as refused is not so by the log: a late approval, or one that a client was told is none. */
const hidden = ({ kind, order = '', operation = '' }: ClientLine, orders: Orders): string | undefined => {
  const state = orders.get(bareId(order));
  if (state === undefined) return 'it was refused by an outcome, and is not in the log';
  const isDone = kind === 'place' ? isApproved(state) : state.movements.get(bareId(operation))?.state === 'done';
  return isDone ? `${kind} was refused, and the log says that it was done` : undefined;
};

/** A mail that was asked for is all that its merchant is told; so is a refund that waits for a second person. */
const isDone = ({ event, kind, status = 200, operation = '' }: ClientLine): boolean =>
  event === 'ok' && (status !== 202 || kind === 'mail' || operation.startsWith('apr_'));
/** What is under way by an answer that names it is in the log. */
const isAccepted = ({ event, status, order }: ClientLine): boolean =>
  event === 'unknown' && status === 202 && order !== undefined;
/** A refusal that names an order was an outcome of it, or of an operation on it. */
const isOutcome = ({ event, order }: ClientLine): boolean => event === 'fail' && order !== undefined;

const judgeAcknowledged = (lines: readonly ClientLine[], orders: Orders, verdicts: Verdicts): void => {
  for (const line of lines.filter(isDone)) verdicts.judge('I1', line.order ?? line.key ?? '', lie(line, orders));
  for (const line of lines.filter(isAccepted)) verdicts.judge('I1', line.order ?? '', vanished(line, orders));
  for (const line of lines.filter(isOutcome)) verdicts.judge('I1', line.order ?? '', hidden(line, orders));
};

/** What a final answer came to, so that two under one key can be compared. */
const answerOf = ({ event, status, order, operation, answer }: ClientLine): string =>
  [event, status ?? '', order ?? '', operation ?? '', answer ?? ''].join(' ').trim();

/** What an answer told of, whether it was the last word or not. */
const effectOf = ({ event, kind, order, operation }: ClientLine): string | undefined => {
  const named = event === 'invoke' ? undefined : kind === 'place' ? order : operation;
  return named === undefined ? undefined : bareId(named);
};

const isFinal = ({ event }: ClientLine): boolean => event === 'ok' || event === 'fail';

/** What is wrong with what was told under one key. */
const misanswered = (group: readonly ClientLine[]): string | undefined => {
  const effects = new Set(group.map(effectOf));
  if (effects.size > 1) return `one key, and ${effects.size} effects: ${[...effects].slice(0, 2).join(' and ')}`;
  const answers = new Set(group.filter(isFinal).map(answerOf));
  return answers.size > 1 ? `one key was answered differently: ${[...answers].slice(0, 2).join(' and ')}` : undefined;
};

/** Under one key everybody is told the same, and no two keys are told the same effect. A refusal that left nothing behind frees its key. */
const judgeKeys = (lines: readonly ClientLine[], verdicts: Verdicts): void => {
  const told = lines.filter((line) => line.key !== undefined && effectOf(line) !== undefined);
  for (const [key, group] of Map.groupBy(told, keyOf)) verdicts.judge('I6', key, misanswered(group));
  for (const [effect, group] of Map.groupBy(told, (line) => effectOf(line) ?? '')) {
    const keys = new Set(group.map(({ key }) => key));
    verdicts.judge('I6', effect, keys.size > 1 ? `${keys.size} keys were told of one effect` : undefined);
  }
};

const keyOf = ({ merchant = '', key }: ClientLine): string => `${merchant} ${key}`.trim();

/** Something in the log that a client asked for: an order, or something of one. */
interface Effect {
  readonly id: string;
  readonly kind: 'place' | RequestKind;
  /** Who asked for what: the merchant, the kind, and the order that something is of. */
  readonly wish: string;
}

const wishOf = (merchant: string, kind: string, order: string): string =>
  `${merchant} ${kind} ${kind === 'place' ? '' : bareId(order)}`.trim();

const effectsOf = ({ order, merchant, requests }: OrderState): readonly Effect[] => [
  { id: bareId(order), kind: 'place', wish: wishOf(merchant, 'place', order) },
  ...[...requests].map(([id, kind]) => ({ id, kind, wish: wishOf(merchant, kind, order) })),
];

/** How many keys may have had an effect that nobody was told of: they have no last word, and were told no name. */
const openWishes = (lines: readonly ClientLine[]): ReadonlyMap<string, number> => {
  const open = [...Map.groupBy(lines, keyOf).values()].filter(
    (group) => !group.some((line) => isFinal(line) || effectOf(line) !== undefined),
  );
  const wishes = open.map(([first]) => wishOf(first?.merchant ?? '', first?.kind ?? '', first?.order ?? ''));
  return new Map([...Map.groupBy(wishes, (wish) => wish)].map(([wish, all]) => [wish, all.length]));
};

/** Whatever a client of the run began was begun for one key: for one that was told of it, or may not have been told. */
const judgeEffects = (lines: readonly ClientLine[], orders: Orders, verdicts: Verdicts): void => {
  const merchants = new Set(lines.map(({ merchant }) => merchant));
  const keyed = lines.filter(({ key }) => key !== undefined);
  const told = new Set(keyed.map(effectOf));
  const open = new Map(openWishes(keyed));
  const effects = [...orders.values()].filter(({ merchant }) => merchants.has(merchant)).flatMap(effectsOf);
  for (const { id, kind, wish } of effects) {
    const left = told.has(id) ? 1 : (open.get(wish) ?? 0);
    if (!told.has(id)) open.set(wish, left - 1);
    verdicts.judge('I6', id, left > 0 ? undefined : `a ${kind} that no client was told of, nor can have asked for`);
  }
};

/** What a merchant who asked for another's order was answered: that there is none such. */
const judgeStrangers = (lines: readonly ClientLine[], verdicts: Verdicts): void => {
  const asked = lines.filter(({ foreign, event }) => foreign !== undefined && (event === 'ok' || event === 'fail'));
  if (asked.length === 0) verdicts.lacks('I14', 'lines of a merchant who asked for an order of another: `foreign`');
  for (const { merchant, foreign = '', status } of asked)
    verdicts.judge('I14', foreign, status === 404 ? undefined : `${merchant} asked for it, and was answered ${status}`);
};

/** No client is told of another merchant's order. */
const judgeTenants = (lines: readonly ClientLine[], orders: Orders, verdicts: Verdicts): void => {
  if (lines.some(({ merchant }) => merchant === undefined))
    for (const invariant of ['I6', 'I14'] as const)
      verdicts.lacks(invariant, 'the merchant of the clients’ lines: --merchant, or `merchant` in each');
  for (const { merchant, order = '' } of lines) {
    const owner = orders.get(bareId(order))?.merchant;
    if (owner !== undefined && merchant !== undefined)
      verdicts.judge('I14', order, owner === merchant ? undefined : `${merchant} was told of an order of ${owner}`);
  }
};

/** `merchant`: whose the lines are that name none. */
export const judgeClients = (
  lines: readonly ClientLine[],
  orders: Orders,
  { merchant, verdicts }: { readonly merchant: string | undefined; readonly verdicts: Verdicts },
): void => {
  const named = merchant === undefined ? lines : lines.map((line) => ({ merchant, ...line }));
  const told = named.filter(({ kind, foreign }) => kind !== 'download' && foreign === undefined);
  judgeAcknowledged(told, orders, verdicts);
  judgeKeys(told, verdicts);
  judgeEffects(told, orders, verdicts);
  judgeStrangers(named, verdicts);
  judgeTenants(named, orders, verdicts);
};
