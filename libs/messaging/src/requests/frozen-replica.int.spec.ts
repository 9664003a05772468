import { Controller } from '@nestjs/common';
import { StoreCardRequestSchema, StoreCardResponseSchema } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { eventually, FaultProxy } from '@tollgate/testing';
import { startNats, type TestServer } from '../testing/servers.js';
import { openRuntime, type TestRuntime } from '../testing/test-runtime.js';
import { OnRequest } from './on-request.js';
import { Requests } from './requests.js';

@Controller()
class Vault {
  @OnRequest('vault.store', StoreCardRequestSchema, StoreCardResponseSchema)
  async store(): Promise<{ token: string }> {
    return { token: 'stored' };
  }
}

const sql = { query: async () => [] };
let nats: TestServer;
let proxy: FaultProxy;
const runtimes: TestRuntime[] = [];

const open = async (natsUrl: string, service: string, controllers: (new () => object)[] = []): Promise<TestRuntime> => {
  const runtime = await openRuntime({ natsUrl, service, sql, controllers });
  runtimes.push(runtime);
  return runtime;
};

beforeEach(async () => {
  nats = await startNats();
  proxy = await FaultProxy.before(nats.url);
});
afterEach(async () => {
  await proxy.pass();
  await Promise.all(runtimes.splice(0).map((runtime) => runtime.close()));
  await proxy.close();
  await nats.stop();
});

describe('X5: a replica whose connection to the bus is frozen', () => {
  it.each(['all', 'existing'] as const)(
    '(%s) costs its requests their time-out, and is asked no more within 20 s',
    async (reach) => {
      const { bus } = await open(nats.url, 'gateway-ingress');
      await open(nats.url, 'authorization', [Vault]);
      await open(proxy.url, 'authorization', [Vault]);
      const ask = () => new Requests(bus).request('vault.store', StoreCardRequestSchema, StoreCardResponseSchema, {}, 500);
      const answeredOf = async (count: number): Promise<number> => {
        const results = await Promise.allSettled(Array.from({ length: count }, ask));
        for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(TransientError);
        return results.filter(({ status }) => status === 'fulfilled').length;
      };
      await eventually('both answer', async () => (await answeredOf(40)) === 40);
      proxy.freeze(reach, 'dropped');
      const sinceMs = performance.now();
      expect(await answeredOf(40)).toBeLessThan(40);
      await eventually('only those who live are asked', async () => (await answeredOf(40)) === 40, 30_000);
      expect(performance.now() - sinceMs).toBeLessThan(20_000);
    },
  );
});
