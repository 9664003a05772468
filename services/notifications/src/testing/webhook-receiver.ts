import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly atMs: number;
}

/** How a receiver answers one webhook; nothing: 200. */
export type Answering = (webhook: ReceivedWebhook, answer: ServerResponse, count: number) => void;

/** A merchant's server, on this machine. */
export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = [];

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(answering: Answering = ok): Promise<WebhookReceiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const receiver = new WebhookReceiver(server, `http://localhost:${(server.address() as AddressInfo).port}/hook`);
    server.on('request', async (request, answer) => {
      const body = await text(request);
      const webhook = { path: request.url ?? '', headers: request.headers, body, atMs: Date.now() };
      answering(webhook, answer, receiver.received.push(webhook));
    });
    return receiver;
  }

  /** What it received of one order. */
  of(order: string): readonly (ReceivedWebhook & { readonly event: ReceivedEvent })[] {
    const id = `ord_${order.replaceAll('-', '')}`;
    return this.received
      .map((webhook) => ({ ...webhook, event: JSON.parse(webhook.body) as ReceivedEvent }))
      .filter(({ event }) => event.subject === id);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export const ok: Answering = (_, answer) => {
  answer.writeHead(200).end('thanks');
};

export const answerWith =
  (status: number, headers: Readonly<Record<string, string>> = {}): Answering =>
  (_, answer) => {
    answer.writeHead(status, headers).end(`answer of ${status}`);
  };

export const hang: Answering = () => undefined;
