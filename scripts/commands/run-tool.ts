import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { rootDir } from '../servers/paths.ts';

export interface ToolResult {
  readonly exitCode: number;
  readonly output: string;
  readonly tookMs: number;
}

/** Runs a tool of the working copy. With `isShown` its output goes to the terminal as it comes, else it is answered. */
export const runTool = (file: string, args: readonly string[], { isShown = false } = {}): Promise<ToolResult> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const chunks: Buffer[] = [];
    const child = spawn(file, args, { cwd: rootDir, stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ exitCode: code ?? 1, output: Buffer.concat(chunks).toString('utf8'), tookMs: performance.now() - startedAt }),
    );
  });

/** A tool that came with the packages. */
export const tool = (name: string): string => join(rootDir, 'node_modules', '.bin', name);

/** How Jest is started: the flag lets it load the packages that are ES modules only. */
export const jestArgs = (args: readonly string[]): readonly string[] => [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  join(rootDir, 'node_modules/jest/bin/jest.js'),
  ...args,
];
