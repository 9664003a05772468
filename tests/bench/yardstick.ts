// Runs the bare pipeline beside ours: a ratio of one hour on one machine says more than orders a second.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { natsBinary, postgresBinDir } from './binaries.ts';

export interface Yardstick {
  readonly ordersPerS: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly p50MsAtOne: number;
  readonly cpuMsPerOrder: number;
  readonly cpu: Readonly<Record<string, number>>;
}

/** `dir` holds run.sh, whose last line is JSON. */
export const runYardstick = async (dir: string, connections: number, seconds: number): Promise<Yardstick> => {
  const child = spawn('bash', [join(dir, 'run.sh'), String(connections), String(seconds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE: process.execPath, NATS_SERVER: await natsBinary(), PGBIN: await postgresBinDir() },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const last = output.trim().split('\n').at(-1) ?? '';
  if (code !== 0 || !last.startsWith('{')) throw new Error(`the yardstick failed (${code}): ${last}`);
  return JSON.parse(last) as Yardstick;
};
