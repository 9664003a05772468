// I10: what the client really saved, against what is recorded as complete.
import { bareId, type ClientLine } from '../evidence.ts';
import { movedIn, type OrderState } from '../order-state.ts';
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

/** A file of an order: what clients saved of it, by its digest. */
const judgeSaved = (state: OrderState, saved: readonly ClientLine[], verdicts: Verdicts): void => {
  for (const grant of state.grants.values()) {
    const { sha256, sizeBytes, completed } = grant;
    const whole = saved.filter((line) => line.sha256 === sha256 && line.savedBytes === sizeBytes).length;
    const says = `complete ${completed} times by the log, the client has ${whole} of its ${sizeBytes} bytes with their digest`;
    verdicts.judge('I10', state.order, completed > whole ? says : undefined);
  }
};

const judgeClient = (line: ClientLine, state: OrderState | undefined, verdicts: Verdicts): void => {
  const { order = '', savedBytes = 0, sha256, result } = line;
  const isGranted = state !== undefined && state.grants.size > 0;
  const isTheFile = [...(state?.grants.values() ?? [])].some(
    (grant) => grant.sha256 === sha256 && grant.sizeBytes === savedBytes,
  );
  const isBack = [...(state?.grants.values() ?? [])].some(({ isRevoked }) => isRevoked);
  verdicts.judgeAll('I10', order, [
    [savedBytes > 0 && !isGranted, `${savedBytes} bytes came out of an order without downloads`],
    [line.event === 'ok' && isGranted && !isTheFile, 'a whole download has other bytes than what was sold'],
    [result === 'denied' && isGranted && !isBack, `it was refused after ${savedBytes} bytes, before everything had arrived`],
  ]);
};

/** By the log alone. */
export const judgeAccess = (orders: Orders, verdicts: Verdicts): void => {
  for (const state of orders.values()) if (state.grants.size > 0 || state.isClosed) judgeGrants(state, verdicts);
};

/** `lines`: the clients' journal. */
export const judgeDownloads = (lines: readonly ClientLine[], orders: Orders, verdicts: Verdicts): void => {
  const ended = lines.filter(({ kind, event }) => kind === 'download' && event !== 'invoke');
  const byOrder = Map.groupBy(ended, ({ order = '' }) => bareId(order));
  for (const [key, state] of orders) judgeSaved(state, byOrder.get(key) ?? [], verdicts);
  for (const line of ended) judgeClient(line, orders.get(bareId(line.order ?? '')), verdicts);
};
