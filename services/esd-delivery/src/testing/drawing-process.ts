import { createSecretKey } from 'node:crypto';
import { derivedId } from '@tollgate/crypto';
import { systemClock } from '@tollgate/errors';
import { LicenseSecrets } from '@tollgate/license-keys';
import { typeormOptions } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import { Sql } from '../database/sql.repository.js';
import { KeyMaker } from '../license-keys/key-maker.repository.js';
import { KeyStock } from '../license-keys/key-stock.repository.js';
import { merchant } from './drawn-keys.js';

/** A process of its own that takes a key for each of its orders, some at a time, and tells which: `<order> <key>` in each line. It may be
 *  killed at any moment, and begun again. */
const [sku = '', first = '0', step = '1', end = '0'] = process.argv.slice(2);
const atATime = 4;
const secrets = new LicenseSecrets(createSecretKey(Buffer.from(process.env.TOLLGATE_TEST_LINK_KEY ?? '', 'base64')));
const connection = { connectionString: process.env.TOLLGATE_POSTGRES_URL ?? '', name: 'drawing', schema: 'esd_delivery' };
const database = await new DataSource(typeormOptions({ ...connection, maxConnections: atATime })).initialize();
const stock = new KeyStock(new Sql(database), new KeyMaker(secrets, systemClock), secrets);

const orders = Array.from({ length: Math.ceil((Number(end) - Number(first)) / Number(step)) }, (_, index) =>
  derivedId(sku, String(Number(first) + index * Number(step))),
);
const draw = async (): Promise<void> => {
  for (let order = orders.pop(); order !== undefined; order = orders.pop()) {
    const piece = { line: 1, piece: 0, sku, kind: 'pool', pattern: '' };
    const [taken] = await stock.take({ merchant, mode: 'test', order }, [piece]);
    process.stdout.write(`${order} ${taken?.key}\n`);
  }
};
await Promise.all(Array.from({ length: atATime }, draw));
await database.destroy();
