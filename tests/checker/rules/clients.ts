// I1, I6, I14: what the clients were told, against the log.
import { bareId, type ClientLine } from '../evidence.ts';
import type { OrderState } from '../order-state.ts';
import type { Verdicts } from '../verdicts.ts';

export type Orders = ReadonlyMap<string, OrderState>;

const done: Readonly<Record<string, string>> = { capture: 'capture', void: 'void', refund: 'refund' };

/** Why what was told as done is not so by the log. */
const lie = ({ kind, order = '', operation }: ClientLine, orders: Orders): string | undefined => {
  const state = orders.get(bareId(order));
  if (state === undefined) return `${kind} was acknowledged, and order ${order} is not in the log`;
  if (kind === 'place')
    return state.authorization === 'authorized' ? undefined : `it was approved, and the log says ${state.authorization}`;
  const movement = state.movements.get(bareId(operation ?? ''));
  if (movement === undefined) return `${kind} ${operation} was acknowledged, and is not in the log`;
  return movement.state === 'done' && movement.kind === done[kind]
    ? undefined
    : `${kind} ${operation} was done, and the log says ${movement.state}`;
};

/** Why what was told as refused is not so by the log: a late approval, or one that a client was told is none. */
const hidden = ({ kind, order = '', operation = '' }: ClientLine, orders: Orders): string | undefined => {
  const state = orders.get(bareId(order));
  if (state === undefined) return 'it was refused by an outcome, and is not in the log';
  const isDone =
    kind === 'place' ? state.authorization === 'authorized' : state.movements.get(bareId(operation))?.state === 'done';
  return isDone ? `${kind} was refused, and the log says that it was done` : undefined;
};

const isDone = ({ event, status = 200 }: ClientLine): boolean => event === 'ok' && (status === 200 || status === 201);
/** A refusal that names an order was an outcome of it, or of an operation on it. */
const isOutcome = ({ event, order }: ClientLine): boolean => event === 'fail' && order !== undefined;

const judgeAcknowledged = (lines: readonly ClientLine[], orders: Orders, verdicts: Verdicts): void => {
  for (const line of lines.filter(isDone)) verdicts.judge('I1', line.order ?? line.key ?? '', lie(line, orders));
  for (const line of lines.filter(isOutcome)) verdicts.judge('I1', line.order ?? '', hidden(line, orders));
};

/** What a final answer came to, so that two under one key can be compared. */
const answerOf = ({ event, status, order, operation, answer }: ClientLine): string =>
  [event, status ?? '', order ?? '', operation ?? '', answer ?? ''].join(' ').trim();

const effectOf = ({ kind, order, operation }: ClientLine): string | undefined => (kind === 'place' ? order : operation);

/** Under one key everybody is told the same, and no two keys are told the same effect. A refusal that left nothing behind frees its key. */
const judgeKeys = (lines: readonly ClientLine[], verdicts: Verdicts): void => {
  const told = lines.filter(
    (line) => line.key !== undefined && (line.event === 'ok' || line.event === 'fail') && effectOf(line) !== undefined,
  );
  for (const [key, group] of Map.groupBy(told, (line) => `${line.merchant ?? ''} ${line.key}`.trim())) {
    const answers = new Set(group.map(answerOf));
    verdicts.judge(
      'I6',
      key,
      answers.size > 1 ? `one key was answered differently: ${[...answers].slice(0, 2).join(' and ')}` : undefined,
    );
  }
  for (const [effect, group] of Map.groupBy(told, (line) => effectOf(line) ?? '')) {
    const keys = new Set(group.map(({ key }) => key));
    verdicts.judge('I6', effect, keys.size > 1 ? `${keys.size} keys were told of one effect` : undefined);
  }
};

/** No client is told of another merchant's order. */
const judgeTenants = (lines: readonly ClientLine[], orders: Orders, verdicts: Verdicts): void => {
  if (lines.some(({ merchant }) => merchant === undefined))
    verdicts.lacks('I14', 'the merchant of the clients’ lines: --merchant, or `merchant` in each');
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
  const told = named.filter(({ kind }) => kind !== 'download');
  judgeAcknowledged(told, orders, verdicts);
  judgeKeys(told, verdicts);
  judgeTenants(named, orders, verdicts);
};
