import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

export const merchant = 'mer_demo';

export interface DrawOptions {
  readonly sku: string;
  readonly orderCount: number;
  readonly processCount: number;
  /** How many of them are killed, one after the other. */
  readonly killCount: number;
  readonly environment: Readonly<Record<string, string>>;
}

export interface Drawn {
  /** By order. */
  readonly keys: ReadonlyMap<string, string>;
  /** Orders that were told another key when they were asked about again. */
  readonly changed: readonly string[];
  readonly killed: number;
}

const program = join(import.meta.dirname, '../../dist/testing/drawing-process.js');

/** Has many processes draw keys for orders at once, and kills them at random; one that was killed begins again, with all of its orders. */
export const drawAmongKills = async ({ sku, orderCount, processCount, killCount, environment }: DrawOptions): Promise<Drawn> => {
  const keys = new Map<string, string>();
  const changed: string[] = [];
  const note = (line: string): void => {
    const [order = '', key = ''] = line.split(' ');
    if (key === '') return; // cut off by the kill
    if ((keys.get(order) ?? key) !== key) changed.push(order);
    keys.set(order, key);
  };
  const start = (index: number): ChildProcess => {
    const args = [program, sku, String(index), String(processCount), String(orderCount)];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    createInterface({ input: child.stdout }).on('line', note);
    return child;
  };
  const running = Array.from({ length: processCount }, (_, index) => start(index));
  let killed = 0;
  for (; killed < killCount && keys.size < orderCount; killed += 1) {
    await sleep(100 + Math.random() * 400);
    const index = Math.floor(Math.random() * processCount);
    running[index]?.kill('SIGKILL');
    running[index] = start(index);
  }
  await Promise.all(running.map(async (child) => child.exitCode ?? (await once(child, 'exit'))));
  return { keys, changed, killed };
};
