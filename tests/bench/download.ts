// One large file: up through the API, then from the object store itself, through a link in plain, and through a link over TLS; at last once more, to
// the SHA-256 of what was sent.
import { createHash, randomBytes } from 'node:crypto';
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

/** Streams a file of `blocks` blocks into the goods of the demo merchant. Answers its SHA-256, which the API says, too. */
const upload = (demo: Demo, sku: string, blocks: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const hash = createHash('sha256');
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
        let answer = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          answer += text;
        });
        response.on('end', () => {
          const sha256 = hash.digest('hex');
          const isRight = (response.statusCode ?? 500) < 300 && JSON.parse(answer).sha256 === sha256;
          if (isRight) resolve(sha256);
          else reject(new Error(`upload: ${response.statusCode} ${answer}`));
        });
      },
    );
    sent.on('error', reject);
    let left = blocks;
    const pour = (): void => {
      while (left > 0) {
        left -= 1;
        hash.update(block);
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

/** What some work with so many bytes costs esd-delivery. */
const watched = async <T>({ name, pid, bytes }: Watch, work: () => Promise<T>): Promise<{ row: DownloadRow; result: T }> => {
  const startRss = residentBytesOf(pid);
  const startCpu = cpuMsOf(pid);
  let peak = startRss;
  const sampler = setInterval(() => {
    peak = Math.max(peak, residentBytesOf(pid));
  }, 50);
  const begun = performance.now();
  try {
    const result = await work();
    const seconds = (performance.now() - begun) / 1000;
    const cpuSeconds = (cpuMsOf(pid) - startCpu) / 1000;
    return { row: { name, mbPerS: bytes / 1e6 / seconds, cpuSeconds, growthMb: (peak - startRss) / 2 ** 20 }, result };
  } finally {
    clearInterval(sampler);
  }
};

type Open = (answered: (response: IncomingMessage) => void) => unknown;

interface Expected {
  readonly bytes: number;
  /** Where its digest is taken on the way. */
  readonly sha256?: string | undefined;
}

/** Reads a response to its end: all of the file, byte by byte where that is asked. */
const readWhole = (open: Open, { bytes, sha256 }: Expected): Promise<void> =>
  new Promise((resolve, reject) => {
    open((response) => {
      const hash = sha256 === undefined ? undefined : createHash('sha256');
      let read = 0;
      response.on('data', (chunk: Buffer) => {
        read += chunk.length;
        hash?.update(chunk);
      });
      response.on('error', reject);
      response.on('end', () => {
        const isRight = response.statusCode === 200 && read === bytes && hash?.digest('hex') === sha256;
        if (isRight) resolve();
        else reject(new Error(`${response.statusCode}, ${read} of ${bytes} bytes, or other ones`));
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
    const pid = demo.pids['esd-delivery'] ?? 0;
    const sent = await watched({ name: 'up through the API', pid, bytes }, () => upload(demo, 'LARGE-1', blocks));
    const sha256 = sent.result;
    const direct = await objectUrl(stack);
    const agent = new Agent({ ca: readFileSync(demo.caFile) });
    const tls = await linkOf(demo, 'LARGE-1');
    const plain = (await linkOf(demo, 'LARGE-1')).replace(demo.downloadsUrl, `http://127.0.0.1:${plainPort}`);
    const checked = await linkOf(demo, 'LARGE-1');
    const ways: readonly (readonly [name: string, open: Open, sha256?: string])[] = [
      ['from the object store', (answered) => getPlain(direct, answered)],
      ['through a link, plain', (answered) => getPlain(plain, answered)],
      ['through a link, TLS', (answered) => getTls(tls, { agent }, answered)],
      ['the same, SHA-256 compared', (answered) => getTls(checked, { agent }, answered), sha256],
    ];
    const rows: DownloadRow[] = [sent.row];
    for (const [name, open, wanted] of ways) {
      console.error(name);
      const { row } = await watched({ name, pid, bytes }, () => readWhole(open, { bytes, sha256: wanted }));
      rows.push(row);
    }
    return { gib, rows };
  } finally {
    await stack.stop();
  }
};
