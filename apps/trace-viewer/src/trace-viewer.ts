import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { type OtlpRequest, spansOf } from './otlp.js';
import { listPage, pagePolicy, tracePage } from './pages.js';
import { TraceStore } from './trace-store.js';

export interface TraceViewer {
  readonly url: string;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const largestExportBytes = 16 * 1024 * 1024;

/** Takes OTLP/HTTP in JSON at `/v1/traces` and shows the last traces. Port 0 takes any free one. */
export const startTraceViewer = async (port: number, host = '127.0.0.1'): Promise<TraceViewer> => {
  const store = new TraceStore();
  const server = createServer((request, response) => {
    const answered = answer(store, request).catch((error: unknown) =>
      plain(400, error instanceof Error ? error.message : 'bad request'),
    );
    void answered.then((result) => send(response, result));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};

const answer = async (store: TraceStore, request: IncomingMessage): Promise<Answer> => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST' && pathname === '/v1/traces') return receive(store, request);
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'method not allowed');
  switch (pathname) {
    case '/':
      return html(listPage(store.list()));
    case '/readyz':
    case '/livez':
      return plain(200, 'ok');
    case '/api/traces':
      return json({ data: store.list() });
    default:
      return answerAboutTrace(store, pathname);
  }
};

const answerAboutTrace = (store: TraceStore, pathname: string): Answer => {
  const [, isApi, traceId = ''] = /^(\/api)?\/traces\/([0-9a-f]{32})$/.exec(pathname) ?? [];
  const trace = store.find(traceId);
  if (!trace) return plain(404, 'not found');
  return isApi ? json(trace) : html(tracePage(trace));
};

const receive = async (store: TraceStore, request: IncomingMessage): Promise<Answer> => {
  if (!request.headers['content-type']?.startsWith('application/json')) return plain(415, 'only OTLP in JSON is read here');
  const body = await bodyOf(request);
  const unpacked =
    request.headers['content-encoding'] === 'gzip' ? gunzipSync(body, { maxOutputLength: largestExportBytes }) : body;
  store.add(spansOf(JSON.parse(unpacked.toString('utf8')) as OtlpRequest));
  return json({});
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > largestExportBytes) throw new Error('the export is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const plain = (status: number, body: string): Answer => ({ status, type: 'text/plain; charset=utf-8', body });
const html = (body: string): Answer => ({ status: 200, type: 'text/html; charset=utf-8', body });
const json = (value: unknown): Answer => ({ status: 200, type: 'application/json', body: JSON.stringify(value) });

const send = (response: ServerResponse, { status, type, body }: Answer): void => {
  response.writeHead(status, {
    'content-type': type,
    'content-security-policy': pagePolicy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(body);
};
