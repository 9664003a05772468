// I10: what the client really saved, against what is recorded as complete.
import { bareId, type ClientLine } from '../evidence.ts';
import { type Grant, movedIn, type OrderState } from '../order-state.ts';
import type { Verdicts } from '../verdicts.ts';
import type { Orders } from './clients.ts';

const judgeGrants = (state: OrderState, verdicts: Verdicts): void => {
  const grants = [...state.grants.values()];
  const isOpen = grants.some(({ fetched, downloads, isRevoked }) => fetched < downloads && !isRevoked);
  const hasCapture = [...state.movements.values()].some(({ kind, state: of }) => kind === 'capture' && of === 'done');
  const isAllBack = movedIn(state, 'capture') > 0n && movedIn(state, 'capture') === movedIn(state, 'refund');
  verdicts.judgeAll('I10', state.order, [
    [grants.length > 0 && !hasCapture, 'downloads were granted on an order that is not paid'],
    [state.isClosed && isOpen, 'access was closed before every file had arrived'],
    [grants.length > 0 && !isOpen && !state.isClosed, 'everything has arrived, and access is open'],
    [isAllBack && grants.some(({ isRevoked }) => !isRevoked), 'everything was refunded, and can still be fetched'],
  ]);
};

/** Whether a client has all of it: by the digest that was sold, or that was told of a copy. */
const isWhole = ({ isCopy, sha256, sizeBytes }: Grant, line: ClientLine): boolean =>
  isCopy
    ? line.toldSha256 !== undefined && line.sha256 === line.toldSha256
    : line.sha256 === sha256 && line.savedBytes === sizeBytes;

/** A file of an order: what clients saved of it, by its digest. */
const judgeSaved = (state: OrderState, saved: readonly ClientLine[], verdicts: Verdicts): void => {
  for (const grant of state.grants.values()) {
    const { sizeBytes, completed } = grant;
    const whole = saved.filter((line) => isWhole(grant, line)).length;
    const says = `complete ${completed} times by the log, the client has ${whole} of its ${sizeBytes} bytes with their digest`;
    verdicts.judge('I10', state.order, completed > whole ? says : undefined);
  }
};

const judgeClient = (line: ClientLine, state: OrderState | undefined, verdicts: Verdicts): void => {
  const { order = '', savedBytes = 0, result } = line;
  const isGranted = state !== undefined && state.grants.size > 0;
  const isTheFile = [...(state?.grants.values() ?? [])].some((grant) => isWhole(grant, line));
  const isBack = [...(state?.grants.values() ?? [])].some(({ isRevoked }) => isRevoked);
  verdicts.judgeAll('I10', order, [
    [savedBytes > 0 && !isGranted, `${savedBytes} bytes came out of an order without downloads`],
    [line.event === 'ok' && isGranted && !isTheFile, 'a whole download has other bytes than what was sold'],
    [result === 'denied' && isGranted && !isBack, `it was refused after ${savedBytes} bytes, before everything had arrived`],
  ]);
};

/** A copy names its buyer: no two orders have the same one. */
const judgeCopies = (ended: readonly ClientLine[], verdicts: Verdicts): void => {
  const whole = ended.filter(({ toldSha256, result }) => toldSha256 !== undefined && result === 'whole');
  for (const [digest, lines] of Map.groupBy(whole, ({ sha256 = '' }) => sha256)) {
    const orders = [...new Set(lines.map(({ order = '' }) => order))];
    verdicts.judge('I10', orders[0] ?? '', orders.length > 1 ? `${orders.join(' and ')} have one copy, ${digest}` : undefined);
  }
};

/** By the log alone. */
export const judgeAccess = (orders: Orders, verdicts: Verdicts): void => {
  for (const state of orders.values()) if (state.grants.size > 0 || state.isClosed) judgeGrants(state, verdicts);
};

/** `lines`: the clients' journal. */
export const judgeDownloads = (lines: readonly ClientLine[], orders: Orders, verdicts: Verdicts): void => {
  const ended = lines.filter(({ kind, event }) => kind === 'download' && event !== 'invoke');
  const byOrder = Map.groupBy(ended, ({ order = '' }) => bareId(order));
  judgeCopies(ended, verdicts);
  for (const [key, state] of orders) judgeSaved(state, byOrder.get(key) ?? [], verdicts);
  for (const line of ended) judgeClient(line, orders.get(bareId(line.order ?? '')), verdicts);
};
