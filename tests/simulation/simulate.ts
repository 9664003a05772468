// `npm run simulate`: the whole system in one process, seed by seed, among faults that a seed decides; then the audit of everybody's books.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { type Bug, rowOf } from './bugs/bug.ts';
import { SeedPool, type Told } from './command/seed-pool.ts';
import { replayCommand, shrink } from './command/shrink.ts';
import { type FaultKind, faultKinds } from './world/faults.ts';

const help = `npm run simulate -- [options]

  --seeds N      how many seeds                                   2000
  --from S       the first of them                                1
  --jobs N       how many at once                                 as many as the machine has processors
  --faults LIST  of ${faultKinds.slice(0, 6).join(',')},
                 ${faultKinds.slice(6).join(',')}; none
  --orders N     orders in each                                   the seed decides
  --trace        prints what happened, line by line
  --bug NAME     plants a bug, and runs until a seed catches it; all: each of them, in a table
  --help

Exits with 1 where something is broken, or a planted bug was not caught.`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    faults: { type: 'string' },
    orders: { type: 'string' },
    trace: { type: 'boolean', default: false },
    bug: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const fail = (message: string): never => {
  console.error(`${message}\n\n${help}`);
  process.exit(2);
};

const numberIn = (name: 'seeds' | 'from' | 'jobs' | 'orders', least: number): number => {
  const value = Number(values[name]);
  return Number.isSafeInteger(value) && value >= least ? value : fail(`--${name} is a number from ${least} on`);
};

const faultsIn = (text: string): readonly FaultKind[] => {
  const kinds = text === 'none' ? [] : text.split(',');
  const unknown = kinds.find((kind) => !faultKinds.includes(kind as FaultKind));
  return unknown === undefined ? (kinds as FaultKind[]) : fail(`--faults: there is no ${unknown}`);
};

/** Where nobody looks at a bar. */
const TOLD_EVERY = 250;

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

if (values.help) {
  console.log(help);
  process.exit(0);
}

const wanted = {
  from: numberIn('from', 0),
  count: numberIn('seeds', 1),
  faults: values.faults === undefined ? undefined : faultsIn(values.faults),
  orders: values.orders === undefined ? undefined : numberIn('orders', 1),
};

const pool = new SeedPool(numberIn('jobs', 1));

const progressBar = (): SingleBar | undefined => {
  if (!process.stdout.isTTY) return undefined;
  const bar = new SingleBar({
    format: '{bar} {percentage}% · {value} of {total} seeds · {orders} orders · {duration_formatted}',
  });
  bar.start(wanted.count, 0, { orders: 0 });
  return bar;
};

/** All seeds, or those up to the first that breaks something. */
const run = async (bug: string | undefined, isShown: boolean) => {
  const bar = isShown ? progressBar() : undefined;
  const begunMs = performance.now();
  const counts = { seeds: 0, orders: 0, events: 0 };
  let broken: Told | undefined;
  await pool.run({
    ...wanted,
    bug,
    withTrace: values.trace,
    onSeed: (told) => {
      if (values.trace && told.trace !== undefined) console.log(`seed ${told.seed} ${told.digest}\n${told.trace.join('\n')}\n`);
      counts.seeds += 1;
      counts.orders += told.orders;
      counts.events += told.events;
      bar?.update(counts.seeds, { orders: counts.orders });
      if (isShown && bar === undefined && counts.seeds % TOLD_EVERY === 0)
        console.log(`${counts.seeds} of ${wanted.count} seeds`);
      if (told.isFound && (broken === undefined || told.seed < broken.seed)) broken = told;
      return broken === undefined;
    },
  });
  bar?.stop();
  return { ...counts, broken, tookMs: performance.now() - begunMs };
};

const tell = async (broken: Told, bug: string | undefined): Promise<void> => {
  const { told, ...with_ } =
    values.faults === undefined && values.orders === undefined
      ? await shrink(pool, broken.seed, bug)
      : { told: broken, faults: wanted.faults ?? faultKinds, orders: wanted.orders };
  console.log(`\nseed ${broken.seed} breaks something:\n`);
  for (const { rule, order, detail } of told.violations) console.log(`  ${rule.padEnd(8)} ${order}  ${detail}`);
  const about = told.violations.map(({ order }) => order.slice(-6)).filter((order) => order !== '');
  const isAbout = (line: string): boolean => about.some((order) => line.includes(order)) || !/ [0-9a-f]{6}\b/.test(line);
  console.log(`\nWhat happened to ${about.length === 0 ? 'all of it' : 'these orders'} (the whole of it: --trace):\n`);
  console.log((told.trace ?? []).filter((line) => about.length === 0 || isAbout(line)).join('\n'));
  console.log(`\nAgain: ${replayCommand(broken.seed, with_, bug)}`);
};

const runAlone = async (): Promise<boolean> => {
  const { seeds, orders, events, broken, tookMs } = await run(undefined, true);
  if (broken !== undefined) await tell(broken, undefined);
  const count = (value: number): string => value.toLocaleString('en');
  console.log(
    `\n${count(seeds)} seeds from ${wanted.from} on, ${count(orders)} orders, ${count(events)} events, ${seconds(tookMs)}: ` +
      `${broken === undefined ? 'nothing is broken' : `seed ${broken.seed} breaks something`}`,
  );
  return broken === undefined;
};

/** The bugs in turn, each until a seed catches it, as rows of the table in docs/reliability.md. The threads plant them; this one only names them. */
const runBugs = async (bugs: readonly Bug[]): Promise<boolean> => {
  console.log('| bug | in | what it breaks | caught by | after seeds |\n| --- | --- | --- | --- | --- |');
  let caughtCount = 0;
  for (const bug of bugs) {
    const { broken, seeds } = await run(bug.name, false);
    console.log(`${rowOf(bug)} ${broken === undefined ? `not in ${seeds}` : broken.seed - wanted.from + 1} |`);
    if (broken !== undefined) caughtCount += 1;
    if (broken !== undefined && bugs.length === 1) await tell(broken, bug.name);
  }
  console.log(`\nplanted bugs caught: ${caughtCount}/${bugs.length}`);
  return caughtCount === bugs.length;
};

const bugsNamed = async (name: string): Promise<readonly Bug[]> => {
  const { bugs } = await import('./bugs/all.ts');
  const named = bugs.filter((bug) => name === 'all' || bug.name === name);
  const names = bugs.map((bug) => bug.name).join(', ');
  return named.length > 0 ? named : fail(`--bug: there is no ${name}; there are ${names}, and all`);
};

const isFine = values.bug === undefined ? await runAlone() : await runBugs(await bugsNamed(values.bug));
process.exit(isFine ? 0 : 1);
