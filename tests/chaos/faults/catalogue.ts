import type { ChaosStack } from '../stack/chaos-stack.ts';
import { busFaults } from './bus-faults.ts';
import { clockFaults } from './clock-faults.ts';
import type { Fault } from './fault.ts';
import { networkFaults } from './network-faults.ts';
import { processFaults } from './process-faults.ts';
import { volumeFaults } from './volume-faults.ts';

export const faults: readonly Fault[] = [...processFaults, ...networkFaults, ...busFaults, ...volumeFaults, ...clockFaults];

/** Why a fault cannot befall this stack; undefined where it can. */
export const missingFor = ({ needs }: Fault, stack: ChaosStack): string | undefined => {
  if (needs === 'volumes' && stack.volumes === undefined) return 'needs root, loop devices and a mount namespace';
  if (needs === 'clocks' && stack.clocks === undefined) return 'needs libfaketime (Debian: apt-get install libfaketime)';
  return undefined;
};
