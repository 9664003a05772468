import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Metrics } from '../telemetry/metrics.js';

export interface HealthOptions {
  readonly port: number;
  readonly host: string;
  readonly metrics: Metrics;
  /** What must be there for the service to do its work; each named, so that the answer says what is missing. */
  readonly isReady: () => Promise<Readonly<Record<string, boolean>>>;
  /** What does not work although the service is ready for the rest. */
  readonly degraded: () => readonly string[];
}

/** `/health/live`: the process turns. `/health/ready`: it can do its work now. `/metrics`: Prometheus. */
export const openHealthServer = async ({ port, host, metrics, isReady, degraded }: HealthOptions): Promise<Server> => {
  const answers: Readonly<Record<string, (response: ServerResponse) => Promise<void>>> = {
    '/health/live': async (response) => answerJson(response, 200, { status: 'live' }),
    '/health/ready': async (response) => {
      const parts = await isReady();
      const isWhole = Object.values(parts).every(Boolean);
      const lacking = degraded();
      const status = isWhole ? 'ready' : 'not_ready';
      answerJson(response, isWhole ? 200 : 503, { status, parts, ...(lacking.length > 0 && { degraded: lacking }) });
    },
    '/metrics': async (response) => {
      response.writeHead(200, { 'content-type': metrics.registry.contentType });
      response.end(await metrics.registry.metrics());
    },
  };
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    if (answer === undefined || request.method !== 'GET') answerJson(response, 404, { status: 'not_found' });
    else answer(response).catch(() => answerJson(response, 500, { status: 'failed' }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
};

const answerJson = (response: ServerResponse, status: number, body: object): void => {
  if (response.headersSent) return;
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
};
