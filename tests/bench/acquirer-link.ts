// What one acquirer link carries: authorizations a second through one connection to the simulator, both ends working as
// always (codec,
// matching, books, journal). `node tests/bench/acquirer-link.ts [seconds] [in flight] [profile]`
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PROFILES } from '../../libs/iso8583/dist/index.js';
import { Iso8583Processor } from '../../services/authorization/dist/processors/iso8583/iso8583-processor.client.js';
import { AcquirerLink } from '../../services/authorization/dist/processors/iso8583/link/acquirer-link.client.js';
import { cpuMsOf } from './processes.ts';

export interface AcquirerLinkResult {
  readonly authorizations: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of one core, in milliseconds an authorization. */
  readonly cpuMs: { readonly link: number; readonly simulator: number };
  readonly notApproved: number;
}

const root = join(import.meta.dirname, '../..');
const WARM_UP_MS = 1_000;

const startSimulator = async (folder: string, profile: string) => {
  const child = spawn(process.execPath, [join(root, 'apps/acquirer-simulator/dist/main.js')], {
    env: {
      TOLLGATE_ACQUIRER_PORT: '0',
      TOLLGATE_ACQUIRER_JOURNAL: join(folder, 'acquirer.jsonl'),
      TOLLGATE_ACQUIRER_PROFILE: profile,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { event, port: listening } = JSON.parse(line) as { event: string; port?: number };
      if (event === 'listening' && listening !== undefined) resolve(listening);
    });
  });
  return { child, port };
};

const quiet = { info: () => undefined, warn: (fields: object, sentence: string) => console.error(sentence, fields) };
const meter = {
  up: () => undefined,
  inFlight: () => undefined,
  answerMs: () => undefined,
  unmatched: () => undefined,
  unreadable: () => undefined,
  lateApprovals: () => undefined,
};
const secret = (text: string) => ({ reveal: () => text });
const card = {
  pan: secret('4111111111111111'),
  expiry: '3012',
  cvc: secret('123'),
  streetDigits: '1',
  postalCode: '12207',
  isStored: false,
};

const openProcessor = async (port: number, profileName: string): Promise<Iso8583Processor> => {
  const profile = PROFILES[profileName];
  if (profile === undefined) throw new Error(`there is no profile ${profileName}`);
  let serial = 0n;
  const clock = { now: () => new Date() };
  const hosts = [{ host: '127.0.0.1', port }];
  const link = new AcquirerLink({
    profile,
    hosts,
    timeoutMs: 6_000,
    connectTimeoutMs: 3_000,
    echoEveryMs: 30_000,
    clock,
    log: quiet,
    meter,
  });
  const processor = new Iso8583Processor({
    profile,
    link,
    serials: {
      take: async () => {
        serial += 1n;
        return serial;
      },
    },
    terminal: { terminalId: async () => 'TG000001' },
    clock,
    acquirerId: '100001',
    mode: 'test',
    log: quiet,
    meter,
  });
  await processor.open();
  while (!processor.isReady) await new Promise((resolve) => setTimeout(resolve, 10));
  return processor;
};

/** Keeps `inFlight` authorizations under way until `isOver`; answers how long each took. */
const load = async (processor: Iso8583Processor, inFlight: number, isOver: () => boolean) => {
  const durations: number[] = [];
  let notApproved = 0;
  let order = 0;
  const one = async (): Promise<void> => {
    while (!isOver()) {
      order += 1;
      const id = `01930f6a-0000-7000-8000-${String(order).padStart(12, '0')}`;
      const startedAt = performance.now();
      const prepared = await processor.prepare({
        kind: 'authorize',
        operation: id,
        order: { id, merchant: 'mer_demo', mode: 'test', reference: '', placedAt: '' },
        amount: { minor: 5_426n, currency: 'USD' },
        isSale: false,
        isFinal: false,
        card,
      });
      const { outcome } = await prepared.submit();
      durations.push(performance.now() - startedAt);
      if (outcome !== 'approved') notApproved += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, one));
  return { durations, notApproved };
};

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;

/** One link, its simulator in a process of its own. */
export const benchAcquirerLink = async (seconds = 5, inFlight = 1_000, profile = 'iso87-ascii'): Promise<AcquirerLinkResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'acquirer-bench-'));
  const { child, port } = await startSimulator(folder, profile);
  const processor = await openProcessor(port, profile);
  try {
    const until = (ms: number) => {
      const end = performance.now() + ms;
      return () => performance.now() > end;
    };
    await load(processor, inFlight, until(WARM_UP_MS));
    const cpuBefore = { link: cpuMsOf(process.pid), simulator: cpuMsOf(child.pid ?? 0) };
    const startedAt = performance.now();
    const { durations, notApproved } = await load(processor, inFlight, until(seconds * 1_000));
    const tookMs = performance.now() - startedAt;
    const sorted = durations.toSorted((a, b) => a - b);
    // The simulator is our child: its time is in ours.
    const simulatorMs = cpuMsOf(child.pid ?? 0) - cpuBefore.simulator;
    const linkMs = cpuMsOf(process.pid) - cpuBefore.link - simulatorMs;
    return {
      authorizations: sorted.length,
      perSecond: (sorted.length * 1_000) / tookMs,
      p50Ms: quantile(sorted, 0.5),
      p99Ms: quantile(sorted, 0.99),
      cpuMs: { link: linkMs / sorted.length, simulator: simulatorMs / sorted.length },
      notApproved,
    };
  } finally {
    await processor.close();
    child.kill('SIGTERM');
    rmSync(folder, { recursive: true });
  }
};

export const printAcquirerLink = (result: AcquirerLinkResult): void => {
  const { perSecond, p50Ms, p99Ms, cpuMs, authorizations, notApproved } = result;
  console.log(`acquirer link on ${cpus().length} cores: ${Math.round(perSecond)} authorizations/s (${authorizations} in all)`);
  console.log(`  p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, not approved ${notApproved}`);
  console.log(`  CPU an authorization: link ${cpuMs.link.toFixed(3)} ms, simulator ${cpuMs.simulator.toFixed(3)} ms`);
};

if (process.argv[1] === import.meta.filename) {
  const [seconds = '5', inFlight = '1000', profile] = process.argv.slice(2);
  printAcquirerLink(await benchAcquirerLink(Number(seconds), Number(inFlight), profile));
}
