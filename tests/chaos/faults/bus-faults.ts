import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChaosStack } from '../stack/chaos-stack.ts';
import { deleteStream } from './delete-stream.ts';
import { type Fault, limitsOf, nothingToEnd } from './fault.ts';
import { pidOf, send } from './process-faults.ts';

const storeOf = ({ dataDir }: ChaosStack): string => join(dataDir, 'nats/jetstream');

/** The server is gone and its store is another one when the supervisor starts it again. */
const swapStore = async (stack: ChaosStack, other: string | undefined): Promise<void> => {
  const store = storeOf(stack);
  send([await pidOf(stack, 'nats')], 'SIGKILL');
  renameSync(store, `${store}.gone`);
  if (other !== undefined) renameSync(other, store);
  rmSync(`${store}.gone`, { recursive: true });
};

const wipe: Fault = {
  name: 'wipe:nats',
  holdMs: [0, 0],
  ...limitsOf('nats'),
  begin: async (stack) => {
    await swapStore(stack, undefined);
    return nothingToEnd;
  },
};

/** B2: a copy of the store as of one moment; orders go on; then that copy is all that NATS has. */
const setBack: Fault = {
  name: 'set-back:nats',
  holdMs: [2_000, 6_000],
  ...limitsOf('nats'),
  begin: async (stack) => {
    const copy = `${storeOf(stack)}.copy`;
    if (!existsSync(storeOf(stack))) await sleep(1_000); // a wiped store that is just being made anew
    const pid = await pidOf(stack, 'nats');
    send([pid], 'SIGSTOP');
    try {
      cpSync(storeOf(stack), copy, { recursive: true });
    } finally {
      send([pid], 'SIGCONT');
    }
    return () => swapStore(stack, copy);
  },
};

const deletion: Fault = {
  name: 'delete-stream:nats',
  holdMs: [0, 0],
  ...limitsOf('nats'),
  begin: async (stack) => {
    await deleteStream(stack);
    return nothingToEnd;
  },
};

export const busFaults: readonly Fault[] = [wipe, setBack, deletion];
