import { TransientError } from '@tollgate/errors';
import { FaultProxy } from '@tollgate/testing';
import { migrateOrderLog } from './migrations/migrations.js';
import { verify } from './verify/verify.js';

let proxy: FaultProxy;

beforeAll(async () => {
  proxy = await FaultProxy.before('postgres://tollgate@127.0.0.1:5432/tollgate');
  proxy.freeze();
});
afterAll(() => proxy.close());

describe('a database that takes the connection and says nothing', () => {
  it.each([
    ['verify', (connectionString: string) => verify({ connectionString })],
    ['the migration', (connectionString: string) => migrateOrderLog(connectionString)],
  ])(
    'X5: does not keep %s waiting for ever',
    async (_name, work) => {
      await expect(work(proxy.url)).rejects.toBeInstanceOf(TransientError);
    },
    10_000,
  );
});
