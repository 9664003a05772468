import { readFileSync } from 'node:fs';
import { request } from 'node:https';

export interface HttpsAnswer {
  readonly status: number;
  readonly body: string;
}

/** Speaks to the public API as a merchant's server does: with the API key, trusting the stack's own authority only. */
export class MerchantClient {
  private readonly ca: string;
  private readonly apiUrl: string;
  private readonly apiKey: string;

  constructor({ apiUrl, apiKey, caFile }: { readonly apiUrl: string; readonly apiKey: string; readonly caFile: string }) {
    this.apiUrl = apiUrl;
    this.apiKey = apiKey;
    this.ca = readFileSync(caFile, 'utf8');
  }

  send(
    method: string,
    path: string,
    content?: { readonly type: string; readonly body: Buffer; readonly headers?: Record<string, string> },
  ): Promise<HttpsAnswer> {
    const headers = {
      authorization: `Bearer ${this.apiKey}`,
      ...(content && { 'content-type': content.type, 'content-length': String(content.body.length), ...content.headers }),
    };
    return new Promise((resolve, reject) => {
      const call = request(
        new URL(path, this.apiUrl),
        { method, headers, ca: this.ca, timeout: 30_000, agent: false },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }));
        },
      );
      call.once('timeout', () => call.destroy(new Error(`${method} ${path} was not answered within 30 s`)));
      call.once('error', reject);
      call.end(content?.body);
    });
  }
}
