// One large file: from the object store itself, through a link in plain, and through a link over TLS.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { get as getPlain, type IncomingMessage } from 'node:http';
import { Agent, get as getTls, request } from 'node:https';
import { join } from 'node:path';
import { Client as S3 } from 'minio';
import pg from 'pg';
import { callApi, placeOrder } from '../load/place.ts';
import { type Demo, type RunningStack, startStack } from '../stack.ts';
import { cpuMsOf, residentBytesOf } from './processes.ts';

export interface DownloadRow {
  readonly name: string;
  readonly mbPerS: number;
  readonly cpuSeconds: number;
  readonly growthMb: number;
}

export interface DownloadResult {
  readonly gib: number;
  readonly rows: readonly DownloadRow[];
}

/** Where esd-delivery serves the same links without TLS, for this comparison only. */
const plainPort = 23_845;
const block = randomBytes(8 * 2 ** 20);

/** Streams a file of `blocks` blocks into the goods of the demo merchant. */
const upload = (demo: Demo, sku: string, blocks: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const sent = request(
      new URL(`/v1/goods/${sku}/files/large.bin`, demo.apiUrl),
      {
        method: 'PUT',
        ca: readFileSync(demo.caFile),
        headers: {
          authorization: `Bearer ${demo.apiKey}`,
          'content-type': 'application/octet-stream',
          'content-length': blocks * block.length,
        },
      },
      (response) => {
        response
          .resume()
          .on('end', () =>
            (response.statusCode ?? 500) < 300 ? resolve() : reject(new Error(`upload: ${response.statusCode}`)),
          );
      },
    );
    sent.on('error', reject);
    let left = blocks;
    const pour = (): void => {
      while (left > 0) {
        left -= 1;
        if (!sent.write(block)) {
          sent.once('drain', pour);
          return;
        }
      }
      sent.end();
    };
    pour();
  });

interface Watch {
  readonly name: string;
  readonly pid: number;
  readonly bytes: number;
}

/** Reads a response to its end, and watches what it costs esd-delivery. */
const watchDownload = (
  open: (answered: (response: IncomingMessage) => void) => void,
  { name, pid, bytes }: Watch,
): Promise<DownloadRow> =>
  new Promise((resolve, reject) => {
    const startRss = residentBytesOf(pid);
    const startCpu = cpuMsOf(pid);
    let peak = startRss;
    const sampler = setInterval(() => {
      peak = Math.max(peak, residentBytesOf(pid));
    }, 50);
    const begun = performance.now();
    open((response) => {
      let read = 0;
      response.on('data', (chunk: Buffer) => {
        read += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () => {
        clearInterval(sampler);
        if (response.statusCode !== 200 || read !== bytes)
          reject(new Error(`${name}: ${response.statusCode}, ${read} of ${bytes} bytes`));
        const seconds = (performance.now() - begun) / 1000;
        resolve({
          name,
          mbPerS: bytes / 1e6 / seconds,
          cpuSeconds: (cpuMsOf(pid) - startCpu) / 1000,
          growthMb: (peak - startRss) / 2 ** 20,
        });
      });
    });
  });

const linkOf = async (demo: Demo, sku: string): Promise<string> => {
  const { status, body } = await placeOrder(demo, { sku });
  const url = body.downloads?.[0]?.url;
  if (status !== 201 || url === undefined) throw new Error(`the order was answered ${status}`);
  return `${url}/file`;
};

/** The object's own address, signed with the store's key: only for the comparison, never for a customer. */
const objectUrl = async (stack: RunningStack): Promise<string> => {
  const demo = stack.demo();
  const db = new pg.Client({ connectionString: demo.postgresUrl });
  await db.connect();
  const { rows } = await db.query<{ object_key: string }>(
    `SELECT form->'file'->>'objectKey' AS object_key FROM esd_delivery.good_forms WHERE name = 'large.bin' ORDER BY added_at DESC LIMIT 1`,
  );
  await db.end();
  const { hostname, port } = new URL(demo.s3Url);
  const secretKey = readFileSync(join(stack.dataDir, 'secrets/s3-secret.key'), 'utf8').trim();
  const s3 = new S3({ endPoint: hostname, port: Number(port), useSSL: false, accessKey: 'tollgate', secretKey });
  return s3.presignedGetObject('tollgate-goods', rows[0]?.object_key ?? '', 3600);
};

export const benchDownload = async (gib: number): Promise<DownloadResult> => {
  const stack = await startStack({ portBase: plainPort - 45, environment: { TOLLGATE_DOWNLOADS_PLAIN_PORT: String(plainPort) } });
  try {
    const demo = stack.demo();
    const blocks = Math.round((gib * 2 ** 30) / block.length);
    const bytes = blocks * block.length;
    await callApi(demo, { method: 'PUT', path: '/v1/goods/LARGE-1', body: { kind: 'digital', description: 'A large file' } });
    console.error(`uploading ${gib} GiB`);
    await upload(demo, 'LARGE-1', blocks);
    const pid = demo.pids['esd-delivery'] ?? 0;
    const direct = await objectUrl(stack);
    const agent = new Agent({ ca: readFileSync(demo.caFile) });
    const tls = await linkOf(demo, 'LARGE-1');
    const plain = (await linkOf(demo, 'LARGE-1')).replace(demo.downloadsUrl, `http://127.0.0.1:${plainPort}`);
    const rows: DownloadRow[] = [];
    for (const [name, open] of [
      ['from the object store', (answered) => getPlain(direct, answered)],
      ['through a link, plain', (answered) => getPlain(plain, answered)],
      ['through a link, TLS', (answered) => getTls(tls, { agent }, answered)],
    ] as const satisfies readonly (readonly [string, (answered: (response: IncomingMessage) => void) => unknown])[]) {
      console.error(name);
      rows.push(await watchDownload(open, { name, pid, bytes }));
    }
    return { gib, rows };
  } finally {
    await stack.stop();
  }
};
