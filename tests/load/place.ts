// Calls of the merchant API, as a merchant's server makes them.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { Demo } from '../stack.ts';
import { someOrder } from './orders.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any shape; the test that reads it says which
  readonly body: any;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Gives the call up. */
  readonly signal?: AbortSignal;
}

const agents = new Map<string, Agent>();
const agentOf = (caFile: string): Agent => {
  const known = agents.get(caFile) ?? new Agent({ keepAlive: true, ca: readFileSync(caFile) });
  agents.set(caFile, known);
  return known;
};

const authorizationOf = ({ apiKey }: Demo) => (apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` });

/** Calls the merchant API with the demo key; where that is empty, without. A string or a Buffer goes out as it is, anything else as JSON. */
export const callApi = (demo: Demo, { method, path, body, headers = {}, signal }: Call): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const bytes =
      body === undefined
        ? undefined
        : Buffer.isBuffer(body) || typeof body === 'string'
          ? Buffer.from(body as string)
          : Buffer.from(JSON.stringify(body));
    const sent = request(
      new URL(path, demo.apiUrl),
      {
        method,
        ...(signal && { signal }),
        agent: agentOf(demo.caFile),
        headers: {
          ...authorizationOf(demo),
          ...(bytes ? { 'content-type': 'application/json', 'content-length': String(bytes.length) } : {}),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = /json/.test(response.headers['content-type'] ?? '');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: isJson && text !== '' ? JSON.parse(text) : text,
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(bytes);
  });

export interface SingleOrder {
  readonly sku: string;
}

/** Places a sale of one digital good. */
export const placeOrder = async (demo: Demo, { sku }: SingleOrder): Promise<Answer> => {
  const order = JSON.parse(someOrder());
  const items = [{ sku, description: sku, kind: 'digital', quantity: 1, unitAmount: 1999 }];
  return callApi(demo, {
    method: 'POST',
    path: '/v1/orders',
    body: { ...order, items, shippingMethod: undefined, shippingAddress: undefined },
    headers: { 'idempotency-key': randomUUID() },
  });
};
