// A merchant's server as it should be: it repeats a request whose outcome it does not know, under the same key, until
// it is told; and it keeps a journal.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, callApi } from '../../load/place.ts';
import type { Demo } from '../../stack.ts';
import type { Journal } from '../journal.ts';

export type Kind = 'place' | 'capture' | 'void' | 'refund';

export interface Wish {
  readonly kind: Kind;
  readonly path: string;
  /** As it is sent, each time the same. */
  readonly body: string;
  /** The public id of the order that something is done with. */
  readonly order?: string;
}

/** `ok`: done. `fail`: refused or declined, for good. `unknown`: may or may not have happened, or be under way. */
export type Event = 'ok' | 'fail' | 'unknown';

export interface Told {
  readonly event: Event;
  readonly answer: Answer | undefined;
}

/** Somewhat longer than the API's own deadline for an answer, 10 s. */
const attemptMs = 12_000;
const longestPauseMs = 1_000;

/** What an answer says about what was asked. Whatever is worth repeating has a Retry-After. */
export const eventOf = (answer: Answer | undefined): Event => {
  if (answer === undefined || answer.status === 202 || answer.status >= 500) return 'unknown';
  if (answer.status < 300) return 'ok';
  return answer.headers['retry-after'] === undefined ? 'fail' : 'unknown';
};

/** The order that an answer is about: it is the order, an operation of it, or a problem that brings it along. */
export const orderIn = ({ body }: Answer): string | undefined =>
  [body?.order?.id, body?.order, body?.id].find((id) => typeof id === 'string' && id.startsWith('ord_'));

export class Merchant {
  /** Requests that were sent and not told of yet. */
  openCount = 0;
  readonly counts: Record<Kind, Record<Event, number>>;
  private readonly demo: Demo;
  private readonly journal: Journal;
  private readonly patience: AbortSignal;

  /** @param patience ends the repeating: what is unknown then stays so */
  constructor(demo: Demo, journal: Journal, patience: AbortSignal) {
    const none = () => ({ ok: 0, fail: 0, unknown: 0 });
    this.counts = { place: none(), capture: none(), void: none(), refund: none() };
    this.demo = demo;
    this.journal = journal;
    this.patience = patience;
  }

  /** Asks until it is told. */
  async ask(wish: Wish): Promise<Told> {
    const key = randomUUID();
    this.openCount += 1;
    for (let attempt = 1; ; attempt += 1) {
      const told = await this.attempt(wish, key, attempt);
      if (told.event !== 'unknown' || this.patience.aborted) {
        this.openCount -= 1;
        this.counts[wish.kind][told.event] += 1;
        return told;
      }
      await sleep(Math.min(100 * 2 ** attempt, longestPauseMs));
    }
  }

  private async attempt({ kind, path, body, order }: Wish, key: string, attempt: number): Promise<Told> {
    const line = { client: 'merchant', kind, key, attempt };
    this.journal.write({ event: 'invoke', ...line, ...(order && { order }) });
    const answer = await this.send(path, body, key);
    const event = eventOf(answer);
    const of = answer && {
      status: answer.status,
      code: answer.body?.code,
      order: orderIn(answer) ?? order,
      operation: kind === 'place' ? undefined : answer.body?.id,
      amount: kind === 'place' ? answer.body?.amounts?.total : answer.body?.amount,
      currency: answer.body?.currency,
    };
    this.journal.write({ event, ...line, ...(order && { order }), ...of });
    return { event, answer };
  }

  /** Undefined where no answer came: the connection broke, or nobody said anything. */
  private async send(path: string, body: string, key: string): Promise<Answer | undefined> {
    const signal = AbortSignal.timeout(attemptMs);
    try {
      return await callApi(this.demo, { method: 'POST', path, body, headers: { 'idempotency-key': key }, signal });
    } catch {
      return undefined;
    }
  }
}
