import { type FaultKind, faultKinds } from '../world/faults.ts';
import type { SeedPool, Told } from './seed-pool.ts';

/** A seed that breaks something with as few faults and orders as it takes. */
export interface Shrunk {
  readonly told: Told;
  readonly faults: readonly FaultKind[];
  readonly orders: number | undefined;
}

const MOST_ORDERS = 8;

/** Leaves out one kind of fault after the other, then orders, as long as the seed still breaks something. */
export const shrink = async (pool: SeedPool, seed: number, bug: string | undefined): Promise<Shrunk> => {
  let shrunk: Shrunk = { told: await pool.runOne({ seed, bug }), faults: faultKinds, orders: undefined };
  const attempt = async (faults: readonly FaultKind[], orders: number | undefined): Promise<boolean> => {
    const told = await pool.runOne({ seed, bug, faults, orders });
    if (!told.isFound) return false;
    shrunk = { told, faults, orders };
    return true;
  };
  for (const kind of faultKinds)
    await attempt(
      shrunk.faults.filter((one) => one !== kind),
      undefined,
    );
  for (let orders = 1; orders < MOST_ORDERS && !(await attempt(shrunk.faults, orders)); orders += 1);
  return shrunk;
};

/** The command that runs just this again. */
export const replayCommand = (seed: number, { faults, orders }: Omit<Shrunk, 'told'>, bug: string | undefined): string =>
  [
    `npm run simulate -- --seeds 1 --from ${seed} --trace`,
    ...(bug === undefined ? [] : [`--bug ${bug}`]),
    ...(faults.length === faultKinds.length ? [] : [`--faults ${faults.join(',') || 'none'}`]),
    ...(orders === undefined ? [] : [`--orders ${orders}`]),
  ].join(' ');
