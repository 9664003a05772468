import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findPostgres } from '../../../scripts/servers/postgres.ts';

/** A PATH on which PostgreSQL is found with flags of its own, behind those that the supervisor gives: the last one
 *  counts. The product has no switch that makes it lose what it acknowledged, and shall have none. */
export const postgresWithFlags = async (parent: string, flags: readonly string[]): Promise<string> => {
  const { postgres, initdb } = await findPostgres();
  const folder = join(parent, 'bin');
  mkdirSync(folder, { mode: 0o755 });
  const programs = {
    postgres: `exec '${postgres}' "$@" ${flags.map((flag) => `-c ${flag}`).join(' ')}`,
    initdb: `exec '${initdb}' "$@"`,
  };
  for (const [name, command] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${command}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return `${folder}${delimiter}${process.env.PATH}`;
};
