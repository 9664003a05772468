/** `npm run check`: lint, boundaries, types, contracts, pure tests, tidiness; two minutes, before every commit. `--no-tests`: for whoever runs the
 *  pure tests anyway, as `npm test` does. */
import pc from 'picocolors';
import { jestArgs, runTool, tool } from './run-tool.ts';

interface Check {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
}

/** The types were checked by the build that came before this. */
const checks: readonly Check[] = [
  { name: 'lint and format', file: tool('biome'), args: ['check', '--colors=off', '--diagnostic-level=error'] },
  { name: 'boundaries', file: tool('depcruise'), args: ['--config', '.dependency-cruiser.js', 'libs', 'services', 'apps'] },
  { name: 'contracts', file: tool('buf'), args: ['lint'] },
  { name: 'no contract broken', file: tool('buf'), args: ['breaking', '--against', 'proto/baseline.binpb'] },
  { name: 'pure tests', file: process.execPath, args: jestArgs(['--selectProjects', 'pure', '--maxWorkers=2', '--silent']) },
];

const isWithoutTests = process.argv.includes('--no-tests');

const results = await Promise.all(
  checks
    .filter(({ name }) => !(isWithoutTests && name === 'pure tests'))
    .map(async ({ name, file, args }) => {
      const { exitCode, output, tookMs } = await runTool(file, args);
      const isFine = exitCode === 0;
      process.stdout.write(`${isFine ? pc.green('✓') : pc.red('✗')} ${name.padEnd(18)} ${(tookMs / 1_000).toFixed(1)} s\n`);
      return { name, output, isFine };
    }),
);
const broken = results.filter(({ isFine }) => !isFine);
for (const { name, output } of broken) process.stdout.write(`\n${pc.bold(name)}\n${output}\n`);
process.exit(broken.length === 0 ? 0 : 1);
