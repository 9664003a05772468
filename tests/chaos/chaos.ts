/** `npm run chaos`: see options.ts, or `npm run chaos -- --help`. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Control, controls, runControl } from './control.ts';
import { faults, missingFor } from './faults/catalogue.ts';
import type { Fault } from './faults/fault.ts';
import { help, type Options, readOptions } from './options.ts';
import { exitCodeOf, type RunResult, reportOf, seconds } from './report.ts';
import { ChaosRun } from './run.ts';
import { chosenOf, scheduleOf } from './schedule.ts';
import { type ChaosStack, startChaosStack } from './stack/chaos-stack.ts';
import { inOwnNamespace } from './stack/namespace.ts';

const say = (text: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);

interface Choice {
  readonly possible: readonly Fault[];
  /** Which cannot befall this stack, and why. */
  readonly leftOut: readonly string[];
}

/** The faults that were asked for. */
const choiceOf = (stack: ChaosStack, list: string | undefined): Choice => {
  const groups = [...Map.groupBy(chosenOf(faults, list), (fault) => missingFor(fault, stack))];
  return {
    possible: groups.flatMap(([why, group]) => (why === undefined ? group : [])),
    leftOut: groups.flatMap(([why, group]) =>
      why === undefined ? [] : [`left out: ${group.map(({ name }) => name).join(', ')}: ${why}`],
    ),
  };
};

/** Faults of the schedule, one after the other, until there were enough, the time is over, or another would show
 *  nothing. */
const sufferAll = async (run: ChaosRun, possible: readonly Fault[], { seed, count, minutes }: Options): Promise<void> => {
  const deadline = performance.now() + minutes * 60_000;
  for (const { index, fault: name, pauseMs, holdMs } of scheduleOf(seed, possible)) {
    await sleep(pauseMs);
    const fault = possible.find((one) => one.name === name);
    if (index > count || performance.now() > deadline || fault === undefined) return;
    const { answeredMs, completeMs } = await run.suffer(fault, holdMs);
    const complete = completeMs === undefined ? 'not complete yet' : `complete after ${seconds(completeMs)}`;
    const load = `${run.shop.orderCount} orders, ${run.shop.ledger.openCount} open`;
    const times = `answers again after ${seconds(answeredMs)}, ${complete}`;
    say(`${String(index).padStart(3)} ${name.padEnd(26)} ${seconds(holdMs).padStart(6)}  ${times}  (${load})`);
    if (!Number.isFinite(answeredMs)) {
      say('no order is answered any more: what is left of the schedule would show nothing new');
      return;
    }
  }
};

/** Orders and faults; however that ends, what came of it is judged. */
const runOn = async (stack: ChaosStack, options: Options): Promise<RunResult> => {
  const { seed, count, minutes, ordersPerS, connections } = options;
  const { possible, leftOut } = choiceOf(stack, options.faults);
  for (const text of leftOut) say(text);
  say(`seed ${seed}: ${count} faults of ${possible.length} kinds in ${minutes} min, ${ordersPerS} orders/s, in ${stack.dataDir}`);
  const run = await ChaosRun.begin(stack, { seed, connections, ordersPerS });
  for (const text of leftOut) run.lacks(text);
  await sufferAll(run, possible, options).catch((error: unknown) => {
    say(`the run breaks off: ${error instanceof Error ? error.stack : error}`);
    run.breaks(error instanceof Error ? error.message : String(error));
  });
  if (run.faultCount < count) run.lacks(`${run.faultCount} of ${count} faults took place`);
  return run.conclude(say);
};

const newFolder = (): string => {
  const wanted = process.env.TOLLGATE_CHAOS_DATA;
  const made = wanted ?? mkdtempSync(join(tmpdir(), 'tollgate-chaos-'));
  if (wanted !== undefined) mkdirSync(wanted);
  chmodSync(made, 0o755); // PostgreSQL's own user has to walk through it
  return made;
};

/** 0 where nothing is broken. */
const judgeRun = async (stack: ChaosStack, options: Options): Promise<number> => {
  const result = await runOn(stack, options);
  console.log(`\n${reportOf(result)}\n\nagain: npm run chaos -- --seed ${options.seed}`);
  return exitCodeOf(result);
};

/** 0 where the loss that was made was found, and named. */
const judgeControl = async (stack: ChaosStack, name: string, control: Control): Promise<number> => {
  if (control.needsVolumes && stack.volumes === undefined) {
    say(`${name} needs root, loop devices and a mount namespace`);
    return 2;
  }
  const result = await runControl(stack, control, say);
  console.log(result.violations.map((violation) => `  ✗ ${violation}`).join('\n'));
  const isFound = control.finds(result);
  console.log(isFound ? `${name}: the loss was found, as it must be` : `${name}: the loss of ${result.lost} was not found`);
  return isFound ? 0 : 1;
};

const chaos = async (options: Options): Promise<number> => {
  const folder = newFolder();
  const control = options.control === undefined ? undefined : controls[options.control];
  const stack = await startChaosStack({ folder, ...(control && { postgresFlags: control.flags }) });
  let exitCode = 1;
  try {
    exitCode = await (control === undefined ? judgeRun(stack, options) : judgeControl(stack, options.control ?? '', control));
  } finally {
    await stack.stop();
    if (exitCode === 0 && !options.isKept) rmSync(folder, { recursive: true });
    else say(`journals, logs and data: ${folder}`);
  }
  return exitCode;
};

const main = async (): Promise<number> => {
  const options = readOptions(process.argv.slice(2));
  if (!options.isHelp) return (await inOwnNamespace()) ?? (await chaos(options));
  console.log(help);
  return 0;
};

process.on('disconnect', () => process.exit(1)); // whoever started us is gone; the stack sees our end
process.exit(
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }),
);
