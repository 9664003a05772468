import { hash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Demo } from '../../stack.ts';

const id = 'mer_other';

/** A second merchant of the gateway, with a test key, so that there is somebody whom nothing of the first may be
 *  shown. */
export const openOtherMerchant = async (demo: Demo): Promise<Demo> => {
  const apiKey = `tgk_test_${randomBytes(32).toString('base64url')}`;
  const hashed = hash('sha256', apiKey, 'hex');
  const db = new pg.Client({ connectionString: demo.postgresUrl, connectionTimeoutMillis: 5_000, query_timeout: 10_000 });
  await db.connect();
  try {
    await db.query('INSERT INTO gateway_ingress.merchants (id, name) VALUES ($1, $1)', [id]);
    await db.query("INSERT INTO gateway_ingress.api_keys (id, merchant_id, mode, lookup, hash) VALUES ($1, $2, 'test', $3, $4)", [
      randomUUID(),
      id,
      hashed.slice(0, 16),
      hashed,
    ]);
  } finally {
    await db.end();
  }
  return { ...demo, merchantId: id, apiKey };
};
