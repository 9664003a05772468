import { newEvent } from '@tollgate/contracts';
import { type AppendRequest, noHash } from '@tollgate/order-log';
import { Process } from '../world/process.ts';
import { World } from '../world/world.ts';
import { SimulatedBus } from './bus.ts';
import { SimulatedLog } from './log.ts';
import { Store } from './store.ts';

const id = '01a20847-0000-7000-8000-00000000aaaa';
const request = (service: 'fraud' | 'nobody'): AppendRequest => ({
  subject: { kind: 'order', id },
  merchant: 'mer_a',
  mode: 'test',
  events: [service === 'fraud' ? newEvent('FraudAssessed', { decision: 'accept' }) : newEvent('OrderPriced', {})],
  expectedVersion: 0,
  previousHash: noHash,
  causation: id,
  correlation: id,
});

describe('the simulated log', () => {
  it('is read on behind an append that broke down: reporting does not stand still for the rest of the run', async () => {
    const world = new World(1, []);
    const store = new Store(() => world.elapsedMs);
    const process = new Process(world, { service: 'fraud', slot: 0, life: 1 });
    const log = new SimulatedLog({ process, store, bus: new SimulatedBus(world, store) });
    const foreign = log.append(request('nobody')).catch((error: unknown) => error);
    await world.runUntil(world.nowMs + 5_000);
    expect(await foreign).toMatchObject({ message: expect.stringContaining('OrderPriced is not fraud') });
    const own = log.append(request('fraud'));
    await world.runUntil(world.nowMs + 5_000);
    expect(await own).toMatchObject({ outcome: 'appended' });
    expect(log.tail(0, 10, false).events.map(({ type }) => type)).toEqual(['FraudAssessed']);
  });
});
