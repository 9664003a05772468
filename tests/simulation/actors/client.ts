import type { ApiAnswer, ApiEntry, ApiRequest } from '../services/gateway-ingress.ts';
import type { System } from '../services/system.ts';
import type { World } from '../world/world.ts';
import type { Customers } from './customer.ts';

/** One line of the merchants' journal: what was asked, and what came of it. `unknown`: it may have happened, or not. */
export interface JournalLine {
  readonly atMs: number;
  readonly type: 'invoke' | 'ok' | 'fail' | 'unknown';
  readonly request: ApiRequest;
  readonly answer?: ApiAnswer;
}

const TIMEOUT_MS = 15_000;
const PAUSE_MS = 1_000;
const BUSY = 'still_running';

/** Whether an answer is the last word: it stays the same however often it is asked for. A mail is sent whenever a server takes it, and
 *  a refund approved whenever a second person does: nobody waits. */
const isFinal = ({ kind }: ApiRequest, { status, text }: ApiAnswer): boolean =>
  (status !== 202 || kind === 'mail' || text.includes('"kind":"refund_approval"')) &&
  status !== 503 &&
  !(status === 409 && text.includes(BUSY));

/** A merchant's server: asks, and asks again under the same key whenever it does not know, at any replica, until it has its
 *  answer. New links it hands on. */
export class Client {
  readonly journal: JournalLine[] = [];
  /** Requests without a last word yet. */
  openCount = 0;
  private readonly system: System;
  private readonly customers: Customers;
  private readonly world: World;

  constructor(system: System, customers: Customers) {
    this.system = system;
    this.customers = customers;
    this.world = system.world;
  }

  /** The last word; of an order that is held, the first one. */
  async ask(request: ApiRequest): Promise<ApiAnswer> {
    this.openCount += 1;
    if (this.world.meets('impatience')) this.world.after(this.world.random.below(3_000), undefined, () => this.send(request));
    for (;;) {
      const answer = await this.send(request);
      if (answer !== undefined && isFinal(request, answer)) return this.close(answer);
      // Held for review: what happens next is for whoever looks at it.
      if (answer?.status === 202 && answer.text.includes('"status":"review"')) return this.close(answer);
      await this.world.sleep(PAUSE_MS * this.world.random.between(1, 4));
    }
  }

  /** Once; undefined where no answer came. */
  async send(request: ApiRequest): Promise<ApiAnswer | undefined> {
    this.note({ type: 'invoke', request });
    const answer = await this.once(request);
    const type = answer === undefined || answer.status === 503 ? 'unknown' : answer.status < 300 ? 'ok' : 'fail';
    this.note({ type, request, ...(answer && { answer }) });
    if (request.kind === 'reissue' && answer !== undefined) this.customers.receive(answer.text);
    return answer;
  }

  private close(answer: ApiAnswer): ApiAnswer {
    this.openCount -= 1;
    return answer;
  }

  private note(line: Omit<JournalLine, 'atMs'>): void {
    this.journal.push({ atMs: this.world.elapsedMs, ...line });
    const { kind, key } = line.request;
    this.world.note('merchant', `${line.type} ${kind} ${key}${line.answer ? ` ${line.answer.status}` : ''}`);
  }

  private once(request: ApiRequest): Promise<ApiAnswer | undefined> {
    const { world } = this;
    const process = [...this.system.living('gateway-ingress')].find(
      (_one, index, all) => index === all.length - 1 || world.random.happens(0.5),
    );
    const entry = process && (this.system.entries.get(process) as ApiEntry | undefined);
    if (process === undefined || entry === undefined) return world.sleep(500).then(() => undefined);
    return new Promise((resolve) => {
      world.after(TIMEOUT_MS, undefined, () => resolve(undefined));
      world.after(world.random.below(5), process, async () => {
        const answer = await entry.ask(request);
        // The answer leaves with the process alive, and may be lost on its way.
        if (!world.meets('lost')) world.after(world.random.below(5), undefined, () => resolve(answer));
      });
    });
  }
}
