import { hash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { callApi } from '../../load/place.ts';
import type { Demo } from '../../stack.ts';

/** A good whose file only we know: what arrives is compared with what was handed in. */
export interface Paper {
  readonly sizeBytes: number;
  readonly sha256: string;
}

const sizeBytes = 1_000_000;
export const paperItem = { sku: 'PAPER-1', description: 'A paper', kind: 'digital', quantity: 1, unitAmount: 1999 };

export const putPaper = async (demo: Demo): Promise<Paper> => {
  const content = randomBytes(sizeBytes);
  const good = { kind: 'digital', description: paperItem.description };
  await expect201(() => callApi(demo, { method: 'PUT', path: '/v1/goods/PAPER-1', body: good }));
  const file = { method: 'PUT', path: '/v1/goods/PAPER-1/files/paper.pdf', body: content };
  await expect201(() => callApi(demo, { ...file, headers: { 'content-type': 'application/octet-stream' } }));
  return { sizeBytes, sha256: hash('sha256', content, 'hex') };
};

const expect201 = async (call: () => ReturnType<typeof callApi>): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const { status, body } = await call();
    if (status < 300) return;
    if (attempt === 5) throw new Error(`the paper was refused with ${status}: ${JSON.stringify(body)}`);
    await sleep(500);
  }
};
