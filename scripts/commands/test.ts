/** `npm test`: everything, on real servers, ending with the line `N passed, N failed`.
 *  Arguments go to Jest: `npm test -- orders` runs the files whose path holds "orders". */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { findGoServer, minioServer, natsServer, stripeMock, versitygwServer } from '../servers/go-server.ts';
import { findPostgres } from '../servers/postgres.ts';
import { createConsole } from '../supervisor/terminal/console.ts';
import { jestArgs, runTool } from './run-tool.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly failedFiles: readonly FailedFile[];
  /** Names of tests that failed and then passed. */
  readonly unsteady: readonly string[];
}

interface FailedFile {
  readonly path: string;
  readonly tests: readonly string[];
  readonly passed: number;
  readonly failed: number;
}

/** The parts of Jest's report that are read. */
interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** More files than this do not fail by chance, not even on a busy machine. */
const mostTriedAgain = 8;

interface Project {
  readonly name: string;
  readonly flags: readonly string[];
}

/** One stage after the other: what starts whole stacks must not share the processors with the rest. Integration tests wait for servers and time-outs
 *  most of the time: two of them at once leave two processors idle for two thirds of it. */
const stages: readonly (readonly Project[])[] = [
  // The simulation is one process, which waits for nothing.
  [
    { name: 'pure', flags: ['--maxWorkers=2'] },
    { name: 'simulation', flags: ['--runInBand'] },
  ],
  [{ name: 'integration', flags: ['--maxWorkers=3'] }],
  [{ name: 'e2e', flags: ['--runInBand'] }],
  // They wait for a page most of the time, all of them on one stack.
  [{ name: 'browser', flags: ['--maxWorkers=2'] }],
];

const findServers = async (): Promise<void> => {
  const console = createConsole(process.stdout);
  const find = (server: typeof natsServer) => findGoServer(server, (step) => console.waiting(server.name, step));
  await Promise.all([findPostgres(), find(natsServer), find(minioServer), find(stripeMock), find(versitygwServer)]);
  console.close();
};

const runJest = async (report: string, flags: readonly string[]): Promise<Counts> => {
  // What a test that failed left open must not keep the run from going on.
  const args = ['--passWithNoTests', '--forceExit', '--json', `--outputFile=${report}`, ...flags];
  const { exitCode } = await runTool(process.execPath, jestArgs(args), { isShown: true });
  const counts = countsIn(report);
  // A run that broke down as a whole must not look like one without failures.
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
};

/** Files that failed beside others run once more, alone: what then passes counts as passed, and is named at the end. It is not steady, and wants a
 *  reason; what fails again has failed. */
const runProject = async (folder: string, { name, flags }: Project): Promise<Counts> => {
  const report = join(folder, `${name}.json`);
  const first = await runJest(report, ['--selectProjects', name, ...flags, ...process.argv.slice(2)]);
  const paths = first.failedFiles.map(({ path }) => path);
  if (name === 'pure' || paths.length === 0 || paths.length > mostTriedAgain) return first;
  process.stdout.write(`\nOnce more, alone: ${paths.map((path) => relative(process.cwd(), path)).join(', ')}\n`);
  const again = ['--selectProjects', name, '--runInBand', '--runTestsByPath', ...paths];
  const second = await runJest(join(folder, `${name}-again.json`), again);
  const unsteady = first.failedFiles.flatMap(({ tests }) => tests);
  return {
    passed: first.passed - first.failedFiles.reduce((sum, { passed }) => sum + passed, 0) + second.passed,
    failed: first.failed - first.failedFiles.reduce((sum, { failed }) => sum + failed, 0) + second.failed,
    failedFiles: second.failedFiles,
    unsteady: second.failed === 0 ? unsteady : [],
  };
};

const countsIn = (report: string): Counts => {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    ) as JestReport;
    const failedFiles = testResults.filter(({ status }) => status === 'failed').map(failedFile);
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, failedFiles, unsteady: [] };
  } catch {
    return { passed: 0, failed: 0, failedFiles: [], unsteady: [] };
  }
};

const failedFile = ({ name, assertionResults }: JestReport['testResults'][number]): FailedFile => {
  const tests = assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
  const passed = assertionResults.filter(({ status }) => status === 'passed').length;
  // A file that broke as a whole counts as one failure.
  return { path: name, tests: tests.length === 0 ? [name] : tests, passed, failed: Math.max(1, tests.length) };
};

const folder = mkdtempSync(join(tmpdir(), 'tollgate-tests-'));
const total = { passed: 0, failed: 0 };
const unsteady: string[] = [];
await findServers();
for (const stage of stages) {
  for (const counts of await Promise.all(stage.map((project) => runProject(folder, project)))) {
    total.passed += counts.passed;
    total.failed += counts.failed;
    unsteady.push(...counts.unsteady);
  }
}
rmSync(folder, { recursive: true });
for (const name of unsteady) process.stdout.write(`\nnot steady (failed beside others, passed alone): ${name}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 ? 0 : 1);
