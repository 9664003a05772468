import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Holdings } from '../../card-processor.contract.js';

const root = join(import.meta.dirname, '../../../../../..');
/** Later than the test's link waits. */
export const LATE_MS = 500;

/** A line of the simulator's journal. */
export interface JournalLine {
  readonly kind: string;
  readonly mti?: string;
  readonly order?: string;
  readonly amount?: number;
  readonly capturedAmount?: number;
  readonly stan?: string;
  readonly sent?: string;
  readonly response?: string;
  readonly original?: string;
  /** DE 70 */
  readonly management?: string;
}

/** The acquirer simulator, in a process of its own as always. */
export class Simulator {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly port: number,
  ) {}

  static async start(profile = 'iso87-ascii', atPort = 0): Promise<Simulator> {
    const folder = mkdtempSync(join(tmpdir(), 'acquirer-'));
    const child = spawn(process.execPath, [join(root, 'apps/acquirer-simulator/dist/main.js')], {
      env: {
        TOLLGATE_ACQUIRER_PORT: String(atPort),
        TOLLGATE_ACQUIRER_JOURNAL: join(folder, 'acquirer.jsonl'),
        TOLLGATE_ACQUIRER_LATE_ANSWER_MS: String(LATE_MS),
        TOLLGATE_ACQUIRER_PROFILE: profile,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const port = await new Promise<number>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const { event, port: listening } = JSON.parse(line) as { event: string; port?: number };
        if (event === 'listening' && listening !== undefined) resolve(listening);
      });
      child.once('exit', (code) => reject(new Error(`the simulator ended with ${code}`)));
    });
    return new Simulator(child, folder, port);
  }

  journal(): readonly JournalLine[] {
    return readFileSync(join(this.folder, 'acquirer.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as JournalLine);
  }

  /** The books of one order. */
  books(order: string): Holdings {
    const lines = this.journal().filter((line) => line.order === order);
    const sum = (kind: string, key: 'amount' | 'capturedAmount' = 'amount'): bigint =>
      lines.filter((line) => line.kind === kind).reduce((total, line) => total + BigInt(line[key] ?? 0), 0n);
    const undone = sum('reversed', 'capturedAmount');
    const captured = sum('captured') - undone;
    const held = sum('approved') - sum('voided') - sum('reversed') - captured;
    return { held, captured, refunded: sum('refunded') };
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true });
  }
}
