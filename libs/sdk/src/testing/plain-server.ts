import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answering = (asked: Asked, response: ServerResponse) => void;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/** A server that answers in turn what it is told to, and keeps what it was asked. */
export class PlainServer {
  readonly asked: Asked[] = [];
  private readonly answers: Answering[] = [];
  private readonly server = createServer((request, response) => void this.answer(request, response));

  static async start(): Promise<PlainServer> {
    const one = new PlainServer();
    await new Promise<void>((resolve) => one.server.listen(0, '127.0.0.1', resolve));
    return one;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  will(...answers: readonly Answering[]): void {
    this.asked.length = 0;
    this.answers.splice(0, this.answers.length, ...answers);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const asked = { method, url, headers, body: await bodyOf(request) };
    this.asked.push(asked);
    const next = this.answers.shift();
    if (next === undefined) response.writeHead(500).end();
    else next(asked, response);
  }
}

export const json =
  (status: number, body: object, headers: Readonly<Record<string, string>> = {}): Answering =>
  (_, response) => {
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body));
  };

/** Ends the connection without a word. */
export const hangUp: Answering = (_, response) => void response.destroy();
