// `npm run bench`: what an order costs, on a whole stack with fsync, TLS and tracing as by default.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startStack } from '../stack.ts';
import { type AcquirerLinkResult, benchAcquirerLink, printAcquirerLink } from './acquirer-link.ts';
import { benchDownload, type DownloadResult } from './download.ts';
import { benchGrowth, type GrowthResult } from './growth.ts';
import { benchPages, type PageTimes } from './pages.ts';
import { type Measured, measure } from './pipeline.ts';
import { benchRebuild, type RebuildResult } from './rebuild.ts';
import { benchSmallStream, type SmallStreamResult } from './small-stream.ts';
import { printDownload, printGrowth, printMeasured, printPages, printRatios, printRebuild, printSmallStream } from './tables.ts';
import { runYardstick, type Yardstick } from './yardstick.ts';

const help = `npm run bench -- [options]

  --connections LIST   how many merchants ask at once      1,16,64,256
  --seconds N          length of each load                 10
  --yardstick DIR      runs DIR/run.sh (the bare pipeline) in turn with ours and prints the ratios
  --rounds N           how often, with a yardstick         3
  --growth ORDERS      CPU an order with ORDERS in the log against 1,000, ten alternating runs (e.g. 200000)
  --download GIB       so many GiB through links, on one connection and on 32, against the object store itself; then 1,000 slow ones (e.g. 5)
  --acquirer-link      authorizations through one ISO 8583 link alone, 1,000 in flight, against the simulator; nothing else is measured
  --small-stream N     the events of N orders (made up) through a stream of 64 MB on a real nats-server; nothing else is measured
  --rebuild ORDERS     a made-up year of ORDERS orders: how fast the read models are built from zero, and answered from; nothing else is measured
  --pages DATA         what Central's pages ask for, from the stack that runs with TOLLGATE_DATA=DATA; nothing else is measured
  --only PART          pipeline | growth | download
  --json FILE          everything measured, as JSON
  --help`;

const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '1,16,64,256' },
    seconds: { type: 'string', default: '10' },
    yardstick: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    growth: { type: 'string' },
    download: { type: 'string' },
    'acquirer-link': { type: 'boolean', default: false },
    'small-stream': { type: 'string' },
    rebuild: { type: 'string' },
    pages: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

interface Results {
  readonly cores: number;
  readonly measured: Measured[];
  readonly yardsticks: Yardstick[];
  growth?: GrowthResult;
  download?: DownloadResult;
  acquirerLink?: AcquirerLinkResult;
  smallStream?: SmallStreamResult;
  rebuild?: RebuildResult;
  pages?: readonly PageTimes[];
}

const results: Results = { cores: cpus().length, measured: [], yardsticks: [] };
const seconds = Number(values.seconds);
const wants = (part: string): boolean => values.only === undefined || values.only === part;

const pipeline = async (): Promise<void> => {
  const stack = await startStack();
  const db = new pg.Client({ connectionString: stack.demo().postgresUrl });
  await db.connect();
  try {
    console.error('warming up');
    await measure(stack, db, { connections: 64, seconds: 20 });
    for (const connections of values.connections.split(',').map(Number)) {
      console.error(`${connections} connections for ${seconds} s`);
      results.measured.push(await measure(stack, db, { connections, seconds }));
    }
    if (values.yardstick !== undefined) await alternate(stack, db, values.yardstick);
  } finally {
    await db.end();
    await stack.stop();
  }
};

/** Ours and the yardstick in turn, ours before and behind each: a machine whose mood changes meanwhile changes it for both. */
const alternate = async (stack: Awaited<ReturnType<typeof startStack>>, db: pg.Client, dir: string): Promise<void> => {
  const ours = async (): Promise<void> => {
    results.measured.push(await measure(stack, db, { connections: 64, seconds }));
    results.measured.push(await measure(stack, db, { connections: 1, seconds: Math.min(seconds, 5) }));
  };
  await ours();
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    console.error(`round ${round} of ${values.rounds}: the bare pipeline`);
    results.yardsticks.push(await runYardstick(dir, 64, seconds));
    console.error(`round ${round} of ${values.rounds}: ours`);
    await ours();
  }
};

const run = async (): Promise<void> => {
  if (values['acquirer-link']) {
    results.acquirerLink = await benchAcquirerLink(seconds);
    return;
  }
  if (values['small-stream'] !== undefined) {
    results.smallStream = await benchSmallStream(Number(values['small-stream']), 64_000_000);
    return;
  }
  if (values.rebuild !== undefined) {
    results.rebuild = await benchRebuild(Number(values.rebuild));
    return;
  }
  if (values.pages !== undefined) {
    results.pages = await benchPages(values.pages);
    return;
  }
  if (wants('pipeline')) await pipeline();
  if (values.growth !== undefined && wants('growth')) results.growth = await benchGrowth(Number(values.growth), seconds);
  if (values.download !== undefined && wants('download')) results.download = await benchDownload(Number(values.download));
};

const print = (): void => {
  printMeasured(results.measured);
  if (results.yardsticks.length > 0) printRatios(results.measured, results.yardsticks);
  if (results.growth) printGrowth(results.growth);
  if (results.download) printDownload(results.download);
  if (results.smallStream) printSmallStream(results.smallStream);
  if (results.rebuild) printRebuild(results.rebuild);
  if (results.pages) printPages(results.pages);
  if (results.acquirerLink) printAcquirerLink(results.acquirerLink);
};

const main = async (): Promise<void> => {
  await run();
  print();
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
};

if (values.help) console.log(help);
else await main();
