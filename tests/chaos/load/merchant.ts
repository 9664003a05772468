// A merchant's server as it should be: it repeats a request whose outcome it does not know, under the same key, until
// it is told; and it keeps a journal.
import { hash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type Call, callApi } from '../../load/place.ts';
import type { Demo } from '../../stack.ts';
import type { Journal } from '../journal.ts';

export type Kind = 'place' | 'capture' | 'void' | 'refund' | 'mail' | 'reissue';

/** How a request is asked under its one key: until it is told; once more after that; by two at the same time. */
export type Manner = 'once' | 'again' | 'twice';

export interface Wish {
  readonly kind: Kind;
  readonly path: string;
  /** As it is sent, each time the same. */
  readonly body: string;
  /** The public id of the order that something is done with. */
  readonly order?: string;
  readonly manner?: Manner;
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

/** What an answer says about what was asked. Whatever is worth repeating has a Retry-After; a mail is asked for, and its
 *  server may take its time, as may the second person that a refund waits for. */
export const eventOf = (kind: Kind, answer: Answer | undefined): Event => {
  if (answer === undefined || answer.status >= 500) return 'unknown';
  if (answer.status === 202 && kind !== 'mail' && answer.body?.kind !== 'refund_approval') return 'unknown';
  if (answer.status < 300) return 'ok';
  return answer.headers['retry-after'] === undefined ? 'fail' : 'unknown';
};

/** The order that an answer is about: it is the order, an operation of it, or a problem that brings it along. */
export const orderIn = ({ body }: Answer): string | undefined =>
  [body?.order?.id, body?.order, body?.id].find((id) => typeof id === 'string' && id.startsWith('ord_'));

/** The capture, void, refund, mail or re-issue that an answer is about; a problem brings it along. */
export const operationIn = ({ body }: Answer): string | undefined => body?.operation?.id ?? body?.id;

/** The license keys that an answer tells of; undefined where it tells of none. */
export const keysIn = ({ body }: Answer): readonly string[] | undefined => {
  const keys: readonly { readonly key: string }[] = body?.order?.licenseKeys ?? body?.licenseKeys ?? [];
  return keys.length === 0 ? undefined : keys.map(({ key }) => key);
};

/** What all merchants of a run have asked. */
export class Ledger {
  /** Requests that were sent and not told of yet. */
  openCount = 0;
  /** By kind; `again`: those that were told of already, or are asked by another at the same time. */
  readonly counts: Record<Kind | 'again', Record<Event, number>>;

  constructor() {
    const none = () => ({ ok: 0, fail: 0, unknown: 0 });
    this.counts = { place: none(), capture: none(), void: none(), refund: none(), mail: none(), reissue: none(), again: none() };
  }

  get neverTold(): number {
    return Object.values(this.counts).reduce((sum, { unknown }) => sum + unknown, 0);
  }
}

/** Somebody who is signed in to Central. */
export interface Session {
  readonly cookie: string;
  readonly csrfToken: string;
}

export interface MerchantParts {
  /** Whose key it has. */
  readonly demo: Demo;
  readonly journal: Journal;
  readonly ledger: Ledger;
  /** Ends the repeating: what is unknown then stays so. */
  readonly patience: AbortSignal;
  /** A person of the merchant's, who asks in Central; absent: the merchant's server, by its key. */
  readonly session?: Session;
}

export class Merchant {
  private readonly demo: Demo;
  private readonly journal: Journal;
  private readonly ledger: Ledger;
  private readonly patience: AbortSignal;
  private readonly session: Session | undefined;

  constructor({ demo, journal, ledger, patience, session }: MerchantParts) {
    this.demo = session === undefined ? demo : { ...demo, apiKey: '' };
    this.session = session;
    this.journal = journal;
    this.ledger = ledger;
    this.patience = patience;
  }

  get id(): string {
    return this.demo.merchantId;
  }

  /** Asks until it is told. */
  async ask(wish: Wish): Promise<Told> {
    const key = randomUUID();
    const twin = wish.manner === 'twice' ? this.untilTold(wish, key, 'again') : undefined;
    const told = await this.untilTold(wish, key, wish.kind);
    await twin;
    if (wish.manner === 'again') await this.untilTold(wish, key, 'again');
    return told;
  }

  /** Looks for an order of another merchant, and tries to refund it: for this one there is none such. */
  async pry(foreign: string): Promise<void> {
    const line = { client: 'merchant', kind: 'look', merchant: this.id, foreign };
    const path = `/v1/orders/${foreign}`;
    for (const call of [
      { method: 'GET', path },
      { method: 'GET', path: `${path}/events` },
      { method: 'POST', path: `${path}/refunds`, body: '{}', headers: { 'idempotency-key': randomUUID() } },
    ]) {
      this.journal.write({ event: 'invoke', ...line, path: call.path });
      const answer = await this.call(call);
      const event = answer === undefined || answer.status >= 500 ? 'unknown' : answer.status === 404 ? 'fail' : 'ok';
      this.journal.write({ event, ...line, path: call.path, status: answer?.status });
    }
  }

  private async untilTold(wish: Wish, key: string, count: Kind | 'again'): Promise<Told> {
    this.ledger.openCount += 1;
    for (let attempt = 1; ; attempt += 1) {
      const told = await this.attempt(wish, key, attempt);
      if (told.event !== 'unknown' || this.patience.aborted) {
        this.ledger.openCount -= 1;
        this.ledger.counts[count][told.event] += 1;
        return told;
      }
      await sleep(Math.min(100 * 2 ** attempt, longestPauseMs));
    }
  }

  private async attempt({ kind, path, body, order }: Wish, key: string, attempt: number): Promise<Told> {
    const line = { client: 'merchant', kind, merchant: this.id, key, attempt };
    this.journal.write({ event: 'invoke', ...line, ...(order && { order }) });
    const answer = await this.call({ method: 'POST', path, body, headers: { 'idempotency-key': key } });
    const event = eventOf(kind, answer);
    const of = answer && {
      status: answer.status,
      code: answer.body?.code,
      order: orderIn(answer) ?? order,
      operation: kind === 'place' ? undefined : operationIn(answer),
      amount: kind === 'place' ? answer.body?.amounts?.total : answer.body?.amount,
      currency: answer.body?.currency,
      keys: keysIn(answer),
      answer: event === 'unknown' ? undefined : hash('sha256', JSON.stringify(answer.body)),
    };
    this.journal.write({ event, ...line, ...(order && { order }), ...of });
    return { event, answer };
  }

  /** Undefined where no answer came: the connection broke, or nobody said anything. */
  private async call(call: Omit<Call, 'signal'>): Promise<Answer | undefined> {
    try {
      return await callApi(this.demo, { ...this.asked(call), signal: AbortSignal.timeout(attemptMs) });
    } catch {
      return undefined;
    }
  }

  /** A person asks the same of Central as the merchant's server of the API. */
  private asked(call: Omit<Call, 'signal'>): Omit<Call, 'signal'> {
    if (this.session === undefined) return call;
    const { cookie, csrfToken } = this.session;
    const path = call.path.replace('/v1/', `/central/api/stores/${this.id}/test/`);
    return { ...call, path, headers: { ...call.headers, cookie, 'x-csrf-token': csrfToken } };
  }
}
