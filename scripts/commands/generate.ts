/** `npm run generate`: the contracts' code, then every document that is made from code (`scripts/generate-*.ts`). */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from '../servers/paths.ts';
import { runTool, tool } from './run-tool.ts';

const run = async (file: string, args: readonly string[]): Promise<void> => {
  const { exitCode } = await runTool(file, args, { isShown: true });
  if (exitCode !== 0) process.exit(exitCode);
};

await run(tool('buf'), ['generate']);
await run(tool('tsc'), ['-b']);
for (const name of readdirSync(join(rootDir, 'scripts')).filter((file) => /^generate-.*\.ts$/.test(file))) {
  await run(process.execPath, [join(rootDir, 'scripts', name)]);
}
