import { describeOrderLog } from '../contract/order-log.contract.js';
import { roleOf, startLogDatabase, type TestPostgres } from '../testing/log-database.js';
import { openOrderLog } from './postgres-order-log.js';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startLogDatabase();
});
afterAll(() => postgres?.stop());

describeOrderLog('PostgresOrderLog', {
  open: (service, options) =>
    openOrderLog({
      connectionString: postgres.urlFor(roleOf(service)),
      service,
      publish: async () => undefined,
      isRelaying: false,
      ...options,
    }),
});
