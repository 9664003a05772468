// Customers of downloads: quick ones, which cost little themselves, and slow ones.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { get } from 'node:https';

export interface Fetch {
  readonly url: string;
  readonly caFile: string;
  readonly bytes: number;
}

/** By curl, as customers do: in a process of its own, which costs little. Fails where it is not answered, or not whole. */
export const fetchWhole = ({ url, caFile, bytes }: Fetch): Promise<void> =>
  new Promise((resolve, reject) => {
    const args = ['--silent', '--cacert', caFile, '--output', '/dev/null', '--write-out', '%{http_code} %{size_download}', url];
    execFile('curl', args, (error, told) => {
      if (error === null && told === `200 ${bytes}`) resolve();
      else reject(error ?? new Error(`curl: ${told} instead of 200 ${bytes}`));
    });
  });

/** SHA-256 of what comes, in hexadecimal digits. */
export const digestOf = ({ url, caFile }: Fetch): Promise<string> =>
  new Promise((resolve, reject) => {
    const hash = createHash('sha256');
    get(url, { ca: readFileSync(caFile), agent: false }, (response) => {
      response.on('data', (chunk: Buffer) => hash.update(chunk));
      response.once('error', reject);
      response.once('end', () => resolve(hash.digest('hex')));
    }).once('error', reject);
  });

export interface SlowReader {
  /** Whether bytes came, and the connection still stands. */
  readonly isServed: () => boolean;
  /** 0 while nothing is answered. */
  readonly status: () => number;
  readonly stop: () => void;
}

/** Takes a chunk of some 16 kB each second, over TLS. */
export const slowReader = ({ url, caFile }: Fetch): SlowReader => {
  let read = 0;
  let isOpen = true;
  let status = 0;
  let timer: NodeJS.Timeout | undefined;
  const sent = get(url, { ca: readFileSync(caFile), agent: false }, (response) => {
    status = response.statusCode ?? 0;
    if (status !== 200) return void response.destroy();
    timer = setInterval(() => {
      read += (response.read(16_384) as Buffer | null)?.length ?? 0;
    }, 1_000);
    response.on('error', () => undefined);
  });
  sent.on('error', () => undefined);
  sent.once('close', () => {
    isOpen = false;
    clearInterval(timer);
  });
  return { isServed: () => isOpen && read > 0, status: () => status, stop: () => void sent.destroy() };
};
