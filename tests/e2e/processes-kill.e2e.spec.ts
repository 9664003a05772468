import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { faults } from '../chaos/faults/catalogue.ts';
import { ChaosRun } from '../chaos/run.ts';
import { type ChaosStack, startChaosStack } from '../chaos/stack/chaos-stack.ts';

jest.setTimeout(600_000);

/** The short form of `npm run chaos`: the faults that need no file system and no clock of their own, one of each way but kills, which are all there. */
const chosen = faults.filter(
  ({ name }) =>
    name.startsWith('kill:') || ['stop:nats', 'stop-immediately:postgres', 'cut:postgres', 'freeze:acquirer'].includes(name),
);

describe('I1, I3, I6, I10, I17: faults in the middle of a load', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-chaos-'));
  let stack: ChaosStack;
  let run: ChaosRun;
  beforeAll(async () => {
    chmodSync(folder, 0o755);
    stack = await startChaosStack({ folder });
    run = await ChaosRun.begin(stack, { seed: 1, ordersPerS: 8, connections: 16 });
  });
  afterAll(async () => {
    await stack?.stop();
    rmSync(folder, { recursive: true });
  });

  it.each(chosen)('$name: orders are answered again', async (fault) => {
    // When each order was complete is judged at the end: it may take longer than a fault is watched.
    const { answeredMs } = await run.suffer(fault, fault.holdMs[0]);
    expect(answeredMs).toBeLessThanOrEqual(fault.servesWithinMs);
  });

  it('leave no order lost, doubled or unfinished, a log that verifies and journals outside that agree with it', async () => {
    const { violations, unchecked, orders, lost, double } = await run.conclude(() => undefined);
    expect({ violations, unchecked, lost, double }).toEqual({ violations: [], unchecked: [], lost: 0, double: 0 });
    expect(orders).toBeGreaterThan(chosen.length * 5);
  });
});
