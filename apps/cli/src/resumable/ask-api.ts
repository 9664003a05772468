import { readFileSync } from 'node:fs';
import type { ClientRequest, IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CannotCheck, need, type StackAddress } from '../stack.js';
import { readOrThrow } from './read-file.js';

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly json?: object;
  readonly bytes?: Readable;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** After which a connection on which nothing moves is given up. */
const SILENT_MS = 60_000;

/** Asks the merchant API by the stack's key. Throws CannotCheck where it does not answer. */
export const askApi = async (stack: StackAddress, asked: ApiRequest): Promise<ApiAnswer> => {
  const { method, path, headers = {}, json, bytes } = asked;
  const text = json === undefined ? '' : JSON.stringify(json);
  const answered = Promise.withResolvers<ApiAnswer>();
  const failed = (cause: Error) => answered.reject(new CannotCheck('the API does not answer', { cause }));
  const options = {
    method,
    ca: readOrThrow(need(stack, 'caFile'), readFileSync),
    headers: {
      authorization: `Bearer ${need(stack, 'apiKey')}`,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(bytes === undefined ? { 'content-length': Buffer.byteLength(text) } : {}),
      ...headers,
    },
  };
  const sent: ClientRequest = request(new URL(path, need(stack, 'apiUrl')), options, (response) => {
    let body = '';
    response.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    response.on('end', () => answered.resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    response.on('error', failed);
  });
  sent.on('error', failed);
  sent.setTimeout(SILENT_MS, () => sent.destroy(new Error(`nothing moved for ${SILENT_MS / 1_000} s`)));
  if (bytes === undefined) sent.end(text);
  else pipeline(bytes, sent).catch((cause: Error) => sent.destroy(cause)); // `answered` is rejected then, unless a refusal came before
  try {
    return await answered.promise;
  } finally {
    sent.destroy();
  }
};
