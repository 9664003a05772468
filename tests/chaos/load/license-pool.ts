import type { Demo } from '../../stack.ts';
import { handIn } from './paper.ts';

/** Two pieces at a time: a key for each. */
export const keysItem = { sku: 'KEYS-1', description: 'A program', kind: 'digital', quantity: 2, unitAmount: 2900 };

/** Puts a good on sale with so many license keys, which only we know. Answers them. */
export const putLicensePool = async (demo: Demo, count: number): Promise<readonly string[]> => {
  const keys = Array.from({ length: count }, (_, number) => `KEY-${demo.merchantId}-${number}`);
  const { sku, description } = keysItem;
  await handIn(demo, { method: 'PUT', path: `/v1/goods/${sku}`, body: { kind: 'digital', description } });
  await handIn(demo, { method: 'PUT', path: `/v1/goods/${sku}/license-keys`, body: { kind: 'pool' } });
  await handIn(demo, { method: 'POST', path: `/v1/goods/${sku}/license-keys`, body: { keys } });
  return keys;
};
