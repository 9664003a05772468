import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestProcess } from './test-process.js';

export type JournalLine = Readonly<Record<string, unknown>> & {
  readonly kind: string;
  readonly mti?: string;
  readonly order?: string;
  readonly amount?: number;
};

export interface AcquirerBooks {
  /** Authorizations that are not reversed. */
  readonly live: number;
  /** Authorized, and neither captured nor given up. */
  readonly held: number;
  readonly captured: number;
  readonly voided: number;
  readonly refunded: number;
  /** Given to a card without a sale before it. */
  readonly credited: number;
}

/** The acquirer simulator in a process of its own; started again it goes on with its journal, on the same port. */
export class TestAcquirer {
  private constructor(
    private readonly folder: string,
    readonly port: number,
    private process: TestProcess,
  ) {}

  static async start(folder: string): Promise<TestAcquirer> {
    const { process, port } = await startSimulator(folder, 0);
    return new TestAcquirer(folder, port, process);
  }

  /** As a crash would. */
  kill(): Promise<void> {
    return this.process.end('SIGKILL');
  }

  async restart(): Promise<void> {
    this.process = (await startSimulator(this.folder, this.port)).process;
  }

  stop(): Promise<void> {
    return this.process.end('SIGTERM');
  }

  /** What it saw and did about an order. */
  journalOf(order: string): readonly JournalLine[] {
    return this.journal().filter((line) => line.order === order);
  }

  /** The kinds of what changed in its books for an order. */
  kindsOf(order: string): readonly string[] {
    return this.journalOf(order)
      .map(({ kind }) => kind)
      .filter((kind) => kind !== 'received' && kind !== 'answered');
  }

  /** How often a message of a type came. */
  receivedCount(order: string, mti: string): number {
    return this.journalOf(order).filter((line) => line.kind === 'received' && line.mti === mti).length;
  }

  /** Its books of an order, in minor units. */
  booksOf(order: string): AcquirerBooks {
    const lines = this.journalOf(order);
    const all = (kind: string) => lines.filter((line) => line.kind === kind);
    const sum = (kind: string): number => all(kind).reduce((total, { amount = 0 }) => total + amount, 0);
    const undone = all('reversed').reduce((total, { capturedAmount }) => total + Number(capturedAmount ?? 0), 0);
    const captured = sum('captured') - undone;
    const voided = sum('voided');
    return {
      live: all('approved').length - all('reversed').length,
      held: sum('approved') - sum('reversed') - voided - captured,
      captured,
      voided,
      refunded: sum('refunded'),
      credited: sum('credited'),
    };
  }

  text(): string {
    const file = journalFile(this.folder);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  private journal(): readonly JournalLine[] {
    return this.text()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as JournalLine);
  }
}

const journalFile = (folder: string): string => join(folder, 'acquirer.jsonl');

const startSimulator = async (folder: string, port: number) => {
  const environment = {
    TOLLGATE_ACQUIRER_PORT: String(port),
    TOLLGATE_ACQUIRER_JOURNAL: journalFile(folder),
    TOLLGATE_ACQUIRER_LATE_ANSWER_MS: '600',
  };
  const started = await TestProcess.start('apps/acquirer-simulator/dist/main.js', environment, 'listening');
  return { process: started.process, port: Number((JSON.parse(started.line) as { port: number }).port) };
};
