// `npm run chaos`: kill -9 of every service and server in turn, each in the middle of a load; then the audit.
import { parseArgs } from 'node:util';
import pg from 'pg';
import { table } from '../bench/tables.ts';
import { startStack } from '../stack.ts';
import { tollgate } from '../tollgate-cli.ts';
import { type KillResult, killInTheMiddle, victims } from './kill.ts';

const help = `npm run chaos -- [options]

  --orders N        orders in each load           1000
  --connections N   how many are placed at once   16
  --victims LIST    ${victims.join(',')}
  --help`;

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000' },
    connections: { type: 'string', default: '16' },
    victims: { type: 'string', default: victims.join(',') },
    help: { type: 'boolean', default: false },
  },
});

const seconds = (ms: number): string => (Number.isFinite(ms) ? `${(ms / 1000).toFixed(1)} s` : 'never');

/** The operator's own tools judge: their exit code is the verdict. */
const judgeWith = (dataDir: string, args: readonly string[]): boolean => {
  try {
    console.log(tollgate(dataDir, ...args));
    return true;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    console.log(stdout ?? '', stderr ?? '');
    return false;
  }
};

const run = async (): Promise<boolean> => {
  const chosen = victims.filter((victim) => values.victims.split(',').includes(victim));
  const stack = await startStack();
  const connect = async (): Promise<pg.Client> => {
    const db = new pg.Client({ connectionString: stack.demo().postgresUrl });
    await db.connect();
    return db;
  };
  const results: KillResult[] = [];
  try {
    for (const [index, victim] of chosen.entries()) {
      console.error(`${index + 1} of ${chosen.length}: kill -9 ${victim} in the middle of ${values.orders} orders`);
      const result = await killInTheMiddle(stack, connect, {
        victim,
        orders: Number(values.orders),
        connections: Number(values.connections),
      });
      console.error(
        `  back after ${seconds(result.backMs)}, settled after ${seconds(result.settledMs)}${result.broken.length > 0 ? `: ${result.broken.join('; ')}` : ''}`,
      );
      results.push(result);
    }
    console.log(
      `\n${table(
        ['killed', 'orders', 'approved', 'refused', 'retried', 'back', 'settled', 'slowest', 'broken'],
        results.map((r) => [
          r.victim,
          String(r.orders),
          String(r.approved),
          String(r.refused),
          String(r.retried),
          seconds(r.backMs),
          seconds(r.settledMs),
          seconds(r.slowestMs),
          r.broken.join('; ') || 'nothing',
        ]),
      )}\n`,
    );
    const isVerified = judgeWith(stack.dataDir, ['verify']);
    const isAudited = judgeWith(stack.dataDir, ['audit']);
    return isVerified && isAudited && results.every(({ broken }) => broken.length === 0);
  } finally {
    await stack.stop();
  }
};

if (values.help) console.log(help);
else process.exitCode = (await run()) ? 0 : 1;
