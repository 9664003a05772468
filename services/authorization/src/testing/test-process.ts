import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../../../..');

/** A program of the working copy, started as the supervisor starts it. */
export class TestProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** The signal that ended it; null when it ended by itself. */
    readonly ended: Promise<NodeJS.Signals | null>,
  ) {}

  /** Resolves with the first line of its log that holds the word. */
  static async start(program: string, environment: Readonly<Record<string, string>>, word: string) {
    const child = spawn(process.execPath, [join(root, program)], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
    const line = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (each) => {
        if (process.env.TOLLGATE_TEST_OUTPUT === '1') process.stderr.write(`${each}\n`);
        if (each.includes(word)) resolve(each);
      });
      void ended.then(() => reject(new Error(`${program} ended before it said ${word}`)));
    });
    return { process: new TestProcess(child, ended), line };
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    this.child.kill(signal);
    await this.ended;
  }
}
