import { createCipheriv, createHash } from 'node:crypto';
import type { HttpsAnswer, MerchantClient } from './https-request.ts';

interface SeedFile {
  readonly name: string;
  readonly sizeBytes: number;
}

interface SeedGood {
  readonly sku: string;
  readonly description: string;
  readonly files: readonly SeedFile[];
}

const goods: readonly SeedGood[] = [
  { sku: 'EBOOK-1', description: 'The Book', files: [{ name: 'book.epub', sizeBytes: 1_048_576 }] },
  {
    sku: 'ALBUM-1',
    description: 'The Album, two songs',
    files: [
      { name: '01-opening.flac', sizeBytes: 262_144 },
      { name: '02-closing.flac', sizeBytes: 131_072 },
    ],
  },
];

/** Sent by post: the gateway has nothing of them but their names. */
const parcels: readonly Omit<SeedGood, 'files'>[] = [
  { sku: 'MUG-1', description: 'The Mug, stoneware' },
  { sku: 'PRINT-1', description: 'The Print, 30 × 40 cm' },
];

const receipt = { shopName: 'Demo Shop', supportEmail: 'support@demo-shop.example', supportUrl: '', language: 'en' };

/** Gives the demo merchant something to sell and a name, through the public API as any merchant. What is there already
 *  is left alone. */
export const seed = async (client: MerchantClient): Promise<void> => {
  await seedGoods(client);
  await seedReceipt(client);
};

const untouched = 0;

const seedReceipt = async (client: MerchantClient): Promise<void> => {
  const path = '/v1/settings/receipt';
  const { body } = await expectSuccess(`GET ${path}`, client.send('GET', path));
  if ((JSON.parse(body) as { version: number }).version !== untouched) return;
  await expectSuccess(`PUT ${path}`, client.send('PUT', path, jsonOf(receipt)));
};

const seedGoods = async (client: MerchantClient): Promise<void> => {
  const known = await expectSuccess('GET /v1/goods', client.send('GET', '/v1/goods?limit=100'));
  const filesBySku = new Map(
    (JSON.parse(known.body) as { data: { sku: string; files: { name: string }[] }[] }).data.map(({ sku, files }) => [
      sku,
      new Set(files.map((file) => file.name)),
    ]),
  );
  for (const good of goods) {
    const present = filesBySku.get(good.sku);
    if (!present) await putGood(client, { sku: good.sku, description: good.description, kind: 'digital' });
    const missing = good.files.filter(({ name }) => !present?.has(name));
    for (const file of missing) await putFile(client, good.sku, file);
  }
  for (const good of parcels.filter(({ sku }) => !filesBySku.has(sku))) await putGood(client, { ...good, kind: 'physical' });
};

interface NewGood {
  readonly sku: string;
  readonly description: string;
  readonly kind: 'digital' | 'physical';
}

const putGood = (client: MerchantClient, { sku, ...good }: NewGood): Promise<HttpsAnswer> =>
  expectSuccess(`PUT /v1/goods/${sku}`, client.send('PUT', `/v1/goods/${sku}`, jsonOf(good)));

const jsonOf = (value: object) => ({ type: 'application/json', body: Buffer.from(JSON.stringify(value)) });

const putFile = (client: MerchantClient, sku: string, file: SeedFile): Promise<HttpsAnswer> => {
  const body = contentOf(file);
  const path = `/v1/goods/${sku}/files/${file.name}`;
  const headers = { 'x-checksum-sha256': createHash('sha256').update(body).digest('hex') };
  return expectSuccess(`PUT ${path}`, client.send('PUT', path, { type: 'application/octet-stream', body, headers }));
};

/** Bytes that look like a compressed file, and are the same in every stack. */
const contentOf = ({ name, sizeBytes }: SeedFile): Buffer => {
  const key = createHash('sha256').update(name).digest();
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(sizeBytes));
};

const expectSuccess = async (what: string, pending: Promise<HttpsAnswer>): Promise<HttpsAnswer> => {
  const answer = await pending;
  if (answer.status < 200 || answer.status > 299)
    throw new Error(`${what} was answered with ${answer.status}: ${answer.body.slice(0, 300)}`);
  return answer;
};
