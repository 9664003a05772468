import { useEffect, useRef, useState } from 'react';
import { request } from '../api/client.js';
import type { Order } from '../api/order.js';
import { ApiProblem, type ProblemDocument, problemOf } from '../api/problem.js';
import { noticeSessionEnd } from '../api/query-client.js';
import { useStore } from '../shell/store-context.js';
import { isUnclear, mayBePlaced } from './may-be-placed.js';

/** Where sending stands. `unanswered`: nobody knows whether the order was placed; the same order is sent again under the same key, and nothing
 *  else. */
export type Sending =
  | { readonly state: 'idle' | 'sending' }
  | { readonly state: 'unanswered' | 'refused'; readonly error: unknown };

/** Whether an order may be placed by what was sent, and nobody knows it yet. */
export const isUnderWay = ({ state }: Sending): boolean => state === 'sending' || state === 'unanswered';

const pausesMs = [1_000, 2_000, 4_000];
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** An order that ended without money comes inside the problem; of other refusals nothing was placed. */
const orderIn = ({ status, order }: ProblemDocument): Order | undefined =>
  status === 402 || status === 422 ? (order as Order | undefined) : undefined;

const sent = async (path: string, body: object, key: string): Promise<Order> => {
  try {
    return (await request<Order>(path, { method: 'POST', body, headers: { 'idempotency-key': key } })).body;
  } catch (error) {
    const order = orderIn(problemOf(error));
    if (order === undefined) throw error;
    return order;
  }
};

/** Asks again by itself for a while: under one key that is harmless. `onUnclear` hears that the order may have been placed. */
const sentForSure = async (send: () => Promise<Order>, onUnclear: () => void): Promise<Order> => {
  for (const ms of pausesMs) {
    try {
      return await send();
    } catch (error) {
      if (!isUnclear(problemOf(error))) throw error;
      onUnclear();
      await pause(ms);
    }
  }
  return send();
};

/** What is placed, and who is told what became of it. */
interface Placing {
  readonly to: '/orders' | '/credits';
  readonly onPlaced: (order: Order) => void;
  readonly onRefused: (error: unknown) => void;
}

/** What was sent and has not come to its end. */
interface Open {
  readonly key: string;
  readonly body: object;
  readonly wasUnclear: boolean;
}

/** Places an order once. What is sent has a card in it: it goes through neither react-query nor anything else that keeps what it was given. */
export const usePlaceOrder = ({ to, onPlaced, onRefused }: Placing) => {
  const { path } = useStore();
  const [sending, setSending] = useState<Sending>({ state: 'idle' });
  /** What was sent and not answered yet; gone with the answer. */
  const open = useRef<Open>(undefined);
  const isHere = useRef(true);
  /** Answered while the page was out of sight, as the session had ended. */
  const arrived = useRef<Order>(undefined);
  const tell = useRef(onPlaced);
  useEffect(() => {
    tell.current = onPlaced;
  });
  useEffect(() => {
    isHere.current = true;
    const order = arrived.current;
    arrived.current = undefined;
    if (order !== undefined) tell.current(order);
    return () => {
      isHere.current = false;
    };
  }, []);
  const failed = (error: unknown): void => {
    noticeSessionEnd(error);
    const isUnanswered = error instanceof ApiProblem && mayBePlaced(error.problem, open.current?.wasUnclear ?? false);
    setSending({ state: isUnanswered ? 'unanswered' : 'refused', error });
    if (isUnanswered) return;
    open.current = undefined;
    onRefused(error);
  };
  const again = async (): Promise<void> => {
    if (open.current === undefined) return;
    const { key, body } = open.current;
    setSending({ state: 'sending' });
    try {
      const order = await sentForSure(
        () => sent(path(to), body, key),
        () => {
          open.current = { key, body, wasUnclear: true };
        },
      );
      open.current = undefined;
      if (isHere.current) onPlaced(order);
      else arrived.current = order;
    } catch (error) {
      failed(error);
    }
  };
  const place = (body: object): Promise<void> => {
    open.current ??= { key: crypto.randomUUID(), body, wasUnclear: false };
    return again();
  };
  /** What comes next is another order. */
  const giveUp = (): void => {
    open.current = undefined;
    setSending({ state: 'idle' });
  };
  return { sending, place, again, giveUp };
};
