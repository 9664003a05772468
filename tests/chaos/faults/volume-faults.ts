import { waitUntil } from '../../../scripts/servers/readiness.ts';
import type { ChaosStack } from '../stack/chaos-stack.ts';
import type { Volume } from '../stack/volume.ts';
import { afterRecoveryMs, type Fault, limitsOf, nothingToEnd } from './fault.ts';
import { isGone, killFamily, pidOf } from './process-faults.ts';

type Server = 'postgres' | 'nats';

const volumeOf = ({ volumes }: ChaosStack, server: Server): Volume => {
  if (volumes === undefined) throw new Error('there are no volumes');
  return volumes[server];
};

const fill = (server: Server): Fault => ({
  name: `full:${server}`,
  holdMs: [3_000, 6_000],
  ...limitsOf(server),
  servesWithinMs: afterRecoveryMs,
  needs: 'volumes',
  begin: (stack) => {
    volumeOf(stack, server).fill();
    return () => volumeOf(stack, server).free();
  },
});

/** What the server did not sync is gone, as with the machine; and so is the server. */
export const cutPowerOf = async (stack: ChaosStack, server: Server): Promise<void> => {
  const pid = await pidOf(stack, server);
  const volume = volumeOf(stack, server);
  volume.cutPower();
  if (!isGone(pid)) await killFamily(pid);
  await waitUntil(`the end of ${server}`, 10_000, async () => isGone(pid));
  await volume.restore();
};

const powerCut = (server: Server): Fault => ({
  name: `power-cut:${server}`,
  holdMs: [0, 0],
  ...limitsOf(server),
  servesWithinMs: afterRecoveryMs,
  needs: 'volumes',
  begin: async (stack) => {
    await cutPowerOf(stack, server);
    return nothingToEnd;
  },
});

export const volumeFaults: readonly Fault[] = [fill('postgres'), fill('nats'), powerCut('postgres'), powerCut('nats')];
