import { Agent, type RequestOptions, request } from 'node:https';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

export interface FetchInit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly signal?: AbortSignal;
  readonly redirect?: 'error';
}

/** What is used of the platform's `fetch`. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

const withoutBody: ReadonlySet<number> = new Set([204, 304]);

/** A `fetch` that trusts servers certified by `ca`, and no others; the platform's own takes no certificates of an authority of one's own. It
 *  follows no redirect. */
export const fetchTrusting = (ca: string): Fetch => {
  const agent = new Agent({ ca, keepAlive: true });
  return (url, { method = 'GET', headers = {}, body, signal }) =>
    new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const options: RequestOptions = { method, agent, headers: { ...headers, ...length }, ...(signal && { signal }) };
      const call = request(url, options, (incoming) => {
        const status = incoming.statusCode ?? 0;
        const found = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
        const isEmpty = withoutBody.has(status);
        if (isEmpty) incoming.resume();
        const stream = isEmpty ? null : (Readable.toWeb(incoming) as ReadableStream<Uint8Array<ArrayBuffer>>);
        resolve(new Response(stream as ConstructorParameters<typeof Response>[0], { status, headers: found }));
      });
      call.once('error', reject);
      call.end(body);
    });
};
