// The servers of merchants that webhooks go to: they take most, refuse some, and now and then say nothing for as long as anybody waits.
import { createHmac, hash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Demo } from '../../stack.ts';
import type { Journal } from '../journal.ts';
import type { Received } from '../judges/webhooks.ts';
import { type Random, seededRandom } from '../random.ts';
import { handIn } from './paper.ts';

/** What is wanted at an address; no types: all there are. */
export interface EndpointWish {
  readonly events: readonly string[];
  readonly isOrdered: boolean;
}

export interface OpenEndpoint extends EndpointWish {
  /** `whe_…` */
  readonly id: string;
  readonly merchant: string;
}

/** `cut`: it has it, and the connection breaks before it says so. */
type Fate = 'take' | 'refuse' | 'cut' | 'hang';

/** Every three quarters of a minute everything is refused for some seconds. */
const spell = { everyMs: 45_000, lastsMs: 5_000 };

const fateOf = (chance: number): Fate => {
  if (chance < 0.002) return 'hang';
  if (chance < 0.007) return 'cut';
  return chance < 0.02 ? 'refuse' : 'take';
};

export class WebhookReceiver {
  readonly received: Received[] = [];
  readonly endpoints: OpenEndpoint[] = [];
  private readonly secrets = new Map<string, Buffer>();
  private readonly server: Server;
  private readonly random: Random;
  private readonly journal: Journal;
  private readonly openedMs = performance.now();
  private always: Fate | undefined;
  /** Counts what comes and what is taken, so that the one can be before the other. */
  private moment = 0;

  private constructor(journal: Journal, random: Random) {
    this.journal = journal;
    this.random = random;
    this.server = createServer((request, answer) => void this.receive(request, answer).catch(() => answer.destroy()));
  }

  static async open(journal: Journal): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver(journal, seededRandom(1));
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  /** Has webhooks of a merchant sent here from now on. */
  async want({ demo, events, isOrdered }: EndpointWish & { readonly demo: Demo }): Promise<void> {
    const { port } = this.server.address() as AddressInfo;
    const body = { url: `http://localhost:${port}/${demo.merchantId}`, events, isOrdered };
    const headers = { 'idempotency-key': randomUUID() };
    const { body: made } = await handIn(demo, { method: 'POST', path: '/v1/webhook-endpoints', body, headers });
    this.secrets.set(demo.merchantId, Buffer.from(String(made.secret).replace('whsec_', ''), 'base64'));
    this.endpoints.push({ id: made.id, merchant: demo.merchantId, events, isOrdered });
  }

  /** From now on everything is taken. */
  heal(): void {
    this.always = 'take';
  }

  /** Until it is healed. */
  refuse(): void {
    this.always = 'refuse';
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async receive(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const endpoint = (request.url ?? '').slice(1);
    const body = await text(request);
    const event = JSON.parse(body) as { id?: string; type?: string; subject?: string; sequence?: string };
    const fate = this.fate();
    const cameAt = this.next();
    const come: Received = {
      endpoint,
      id: String(request.headers['webhook-id']),
      event: event.id ?? '',
      type: event.type ?? '',
      order: event.subject ?? '',
      sequence: Number(event.sequence),
      digest: hash('sha256', body),
      isSigned: this.isSigned(endpoint, request, body),
      cameAt,
      takenAt: fate === 'take' || fate === 'cut' ? this.next() : undefined,
    };
    this.received.push(come);
    this.journal.write({ ...come, fate });
    if (fate === 'take') answer.end('thanks');
    else if (fate === 'refuse') answer.writeHead(500).end('not now');
    else if (fate === 'cut') answer.destroy();
  }

  private fate(): Fate {
    if (this.always !== undefined) return this.always;
    if ((performance.now() - this.openedMs) % spell.everyMs > spell.everyMs - spell.lastsMs) return 'refuse';
    return fateOf(this.random());
  }

  private next(): number {
    this.moment += 1;
    return this.moment;
  }

  /** Source: Standard Webhooks, "Signature scheme". Its time is the sender's, whose clock a fault may have put off, and is not looked at. */
  private isSigned(endpoint: string, { headers }: IncomingMessage, body: string): boolean {
    const secret = this.secrets.get(endpoint);
    if (secret === undefined) return false;
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const signature = `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`;
    return String(headers['webhook-signature']).split(' ').includes(signature);
  }
}
