/** `npm test`: everything, on real servers, ending with the line `N passed, N failed`.
 *  Arguments go to Jest: `npm test -- orders` runs the files whose path holds "orders". */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findGoServer, minioServer, natsServer, stripeMock } from '../servers/go-server.ts';
import { findPostgres } from '../servers/postgres.ts';
import { createConsole } from '../supervisor/terminal/console.ts';
import { jestArgs, runTool } from './run-tool.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** One after the other: what starts whole stacks must not share the processors with the rest. Integration tests wait for servers and time-outs most of
 *  the time: two of them at once leave two processors idle for two thirds of it. */
const projects = [
  { name: 'pure', flags: ['--maxWorkers=2'] },
  { name: 'simulation', flags: ['--runInBand'] },
  { name: 'integration', flags: ['--maxWorkers=3'] },
  { name: 'e2e', flags: ['--runInBand'] },
] as const;

const findServers = async (): Promise<void> => {
  const console = createConsole(process.stdout);
  const find = (server: typeof natsServer) => findGoServer(server, (step) => console.waiting(server.name, step));
  await Promise.all([findPostgres(), find(natsServer), find(minioServer), find(stripeMock)]);
  console.close();
};

const runProject = async (folder: string, { name, flags }: (typeof projects)[number]): Promise<Counts> => {
  const report = join(folder, `${name}.json`);
  const args = [
    '--selectProjects',
    name,
    '--passWithNoTests',
    '--json',
    `--outputFile=${report}`,
    ...flags,
    ...process.argv.slice(2),
  ];
  const { exitCode } = await runTool(process.execPath, jestArgs(args), { isShown: true });
  const counts = countsIn(report);
  // A run that broke down as a whole must not look like one without failures.
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
};

const countsIn = (report: string): Counts => {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 0 };
  }
};

const folder = mkdtempSync(join(tmpdir(), 'tollgate-tests-'));
const total = { passed: 0, failed: 0 };
await findServers();
for (const project of projects) {
  const { passed, failed } = await runProject(folder, project);
  total.passed += passed;
  total.failed += failed;
}
rmSync(folder, { recursive: true });
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 ? 0 : 1);
