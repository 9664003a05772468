import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** What the operator's command line says of a stack. Throws when its exit code is not 0, with what it said in `stdout`
 *  and `stderr`. */
export const tollgate = (dataDir: string, ...args: readonly string[]): string =>
  execFileSync(process.execPath, [join(import.meta.dirname, '../apps/cli/bin/tollgate.js'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, TOLLGATE_DATA: dataDir, NO_COLOR: '1' },
  });
