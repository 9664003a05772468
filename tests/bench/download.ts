// Files from the object store itself, through links in plain, and through links over TLS: many slow ones; then one at a time and many
// at once, in turn; at last one to the SHA-256 of what was sent.
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client as S3 } from 'minio';
import pg from 'pg';
import { callApi, placeOrder } from '../load/place.ts';
import { type Demo, type RunningStack, startStack } from '../stack.ts';
import { digestOf, type Fetch, fetchWhole, type SlowReader, slowReader } from './download-client.ts';
import { cpuMsOf, residentBytesOf } from './processes.ts';

export type Source = 'store' | 'plain' | 'TLS';

export interface DownloadRow {
  readonly connections: number;
  readonly source: Source;
  /** One of each round. */
  readonly mbPerS: readonly number[];
  readonly cpuSeconds: readonly number[];
  readonly peakMb: number;
}

export interface SlowDownloads {
  readonly connections: number;
  /** The kernel's resident size of esd-delivery: before, and at most. */
  readonly beforeMb: number;
  readonly peakMb: number;
  /** How many were still being served at the end, of those that were begun. */
  readonly served: number;
  /** How often each other status was answered; 0 for none. */
  readonly refused: Readonly<Record<string, number>>;
}

export interface DownloadResult {
  readonly gib: number;
  readonly rows: readonly DownloadRow[];
  readonly slow: SlowDownloads;
}

/** Where esd-delivery serves the same links without TLS, for this comparison only. */
const plainPort = 23_845;
const block = randomBytes(8 * 2 ** 20);
const rounds = 3;
const many = 32;
const slowConnections = 1_000;
const slowSeconds = 20;
const betweenSlowMs = 15;

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

interface Files {
  readonly stack: RunningStack;
  readonly sku: string;
  readonly bytes: number;
  readonly sha256: string;
}

const linkOf = async (demo: Demo, sku: string): Promise<string> => {
  const { status, body } = await placeOrder(demo, { sku });
  const url = body.downloads?.[0]?.url;
  if (status !== 201 || url === undefined) throw new Error(`the order was answered ${status}`);
  return `${url}/file`;
};

/** The object's own address, signed with the store's key: only for the comparison, never for a customer. */
const objectUrl = async ({ stack, bytes }: Files): Promise<string> => {
  const demo = stack.demo();
  const db = new pg.Client({ connectionString: demo.postgresUrl });
  await db.connect();
  const { rows } = await db.query<{ object_key: string }>(
    `SELECT form->'file'->>'objectKey' AS object_key FROM esd_delivery.good_forms
     WHERE name = 'large.bin' AND (form->'file'->>'sizeBytes')::bigint = $1 ORDER BY added_at DESC LIMIT 1`,
    [bytes],
  );
  await db.end();
  const { hostname, port } = new URL(demo.s3Url);
  const secretKey = readFileSync(join(stack.dataDir, 'secrets/s3-secret.key'), 'utf8').trim();
  const s3 = new S3({ endPoint: hostname, port: Number(port), useSSL: false, accessKey: 'tollgate', secretKey });
  return s3.presignedGetObject('tollgate-goods', rows[0]?.object_key ?? '', 3600);
};

const inPlain = (demo: Demo, link: string): string => link.replace(demo.downloadsUrl, `http://127.0.0.1:${plainPort}`);

/** An order for each link: a link gives few copies. */
const fetchesFrom = async (source: Source, files: Files, connections: number): Promise<readonly Fetch[]> => {
  const demo = files.stack.demo();
  const fetches: Fetch[] = [];
  for (let index = 0; index < connections; index += 1) {
    const url = source === 'store' ? await objectUrl(files) : await linkOf(demo, files.sku);
    fetches.push({ url: source === 'plain' ? inPlain(demo, url) : url, caFile: demo.caFile, bytes: files.bytes });
  }
  return fetches;
};

/** Reads all of them at once to their ends, and watches what it costs esd-delivery. */
const watch = async (fetches: readonly Fetch[], pid: number) => {
  const startCpu = cpuMsOf(pid);
  let peak = residentBytesOf(pid);
  const sampler = setInterval(() => {
    peak = Math.max(peak, residentBytesOf(pid));
  }, 50);
  const begun = performance.now();
  await Promise.all(fetches.map(fetchWhole));
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(sampler);
  const bytes = fetches.reduce((sum, one) => sum + one.bytes, 0);
  return { mbPerS: bytes / 1e6 / seconds, cpuSeconds: (cpuMsOf(pid) - startCpu) / 1000, peakMb: peak / 2 ** 20 };
};

const inTurn = async (files: Files, connections: number): Promise<readonly DownloadRow[]> => {
  const pid = files.stack.demo().pids['esd-delivery'] ?? 0;
  const sources: readonly Source[] = ['store', 'plain', 'TLS'];
  const measured = new Map<Source, Awaited<ReturnType<typeof watch>>[]>(sources.map((source) => [source, []]));
  for (let round = 1; round <= rounds; round += 1) {
    console.error(`${connections} at once, round ${round} of ${rounds}`);
    for (const source of sources) measured.get(source)?.push(await watch(await fetchesFrom(source, files, connections), pid));
  }
  return [...measured].map(([source, all]) => ({
    connections,
    source,
    mbPerS: all.map(({ mbPerS }) => mbPerS),
    cpuSeconds: all.map(({ cpuSeconds }) => cpuSeconds),
    peakMb: Math.max(...all.map(({ peakMb }) => peakMb)),
  }));
};

/** Customers over TLS who take some 16 kB a second each. */
const slowOnes = async (files: Files): Promise<SlowDownloads> => {
  const pid = files.stack.demo().pids['esd-delivery'] ?? 0;
  const fetches = await fetchesFrom('TLS', files, slowConnections);
  const beforeMb = residentBytesOf(pid) / 2 ** 20;
  console.error(`${slowConnections} slow ones for ${slowSeconds} s`);
  let peakMb = beforeMb;
  const readers: SlowReader[] = [];
  // One after the other: a thousand handshakes in one moment are another matter.
  for (const fetch of fetches) {
    readers.push(slowReader(fetch));
    await sleep(betweenSlowMs);
  }
  for (let left = slowSeconds * 10; left > 0; left -= 1) {
    await sleep(100);
    peakMb = Math.max(peakMb, residentBytesOf(pid) / 2 ** 20);
  }
  const served = readers.filter(({ isServed }) => isServed()).length;
  const refused = Object.groupBy(
    readers.filter(({ isServed }) => !isServed()),
    ({ status }) => String(status()),
  );
  for (const reader of readers) reader.stop();
  const counts = Object.fromEntries(Object.entries(refused).map(([status, those = []]) => [status, those.length]));
  return { connections: slowConnections, beforeMb, peakMb, served, refused: counts };
};

export const benchDownload = async (gib: number): Promise<DownloadResult> => {
  const unlimited = ['CONNECTIONS_PER_ADDRESS', 'TRANSFERS_PER_ADDRESS', 'REQUESTS_PER_MINUTE'];
  const environment = {
    TOLLGATE_DOWNLOADS_PLAIN_PORT: String(plainPort),
    ...Object.fromEntries(unlimited.map((name) => [`TOLLGATE_DOWNLOADS_${name}`, '100000'])),
  };
  const stack = await startStack({ portBase: plainPort - 45, environment });
  try {
    const demo = stack.demo();
    const good = async (sku: string, blocks: number): Promise<Files> => {
      await callApi(demo, { method: 'PUT', path: `/v1/goods/${sku}`, body: { kind: 'digital', description: 'A large file' } });
      return { stack, sku, bytes: blocks * block.length, sha256: await upload(demo, sku, blocks) };
    };
    const slow = await slowOnes(await good('LARGE-0', 2));
    const blocks = Math.round((gib * 2 ** 30) / block.length);
    console.error(`uploading ${gib} GiB`);
    const large = await good('LARGE-1', blocks);
    const part = await good('LARGE-2', Math.ceil(blocks / many));
    const rows = [...(await inTurn(large, 1)), ...(await inTurn(part, many))];
    const [checked] = await fetchesFrom('TLS', large, 1);
    if (checked === undefined || (await digestOf(checked)) !== large.sha256) throw new Error('other bytes came than were sent');
    return { gib, rows, slow };
  } finally {
    await stack.stop();
  }
};
