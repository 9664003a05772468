/** `npm run chaos`: see options.ts, or `npm run chaos -- --help`. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Control, controls, runControl } from './control.ts';
import { faults, missingFor } from './faults/catalogue.ts';
import type { Fault } from './faults/fault.ts';
import { help, type Options, readOptions } from './options.ts';
import { exitCodeOf, findsLoss, type RunResult, reportOf, type Suffered, seconds } from './report.ts';
import { ChaosRun } from './run.ts';
import { chosenOf, type ScheduledFault, scheduleOf } from './schedule.ts';
import { type ChaosStack, startChaosStack } from './stack/chaos-stack.ts';
import { inOwnNamespace } from './stack/namespace.ts';

const say = (text: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);

/** The faults that were asked for and can befall this stack; says which cannot, and why. */
const possibleOf = (stack: ChaosStack, list: string | undefined): readonly Fault[] => {
  const chosen = chosenOf(faults, list);
  for (const [why, group] of Map.groupBy(chosen, (fault) => missingFor(fault, stack)))
    if (why !== undefined) say(`left out: ${group.map(({ name }) => name).join(', ')}: ${why}`);
  return chosen.filter((fault) => missingFor(fault, stack) === undefined);
};

const sayHow = ({ index, fault, holdMs }: ScheduledFault, { answeredMs, completeMs }: Suffered, { shop }: ChaosRun): void => {
  const times = `answers again after ${seconds(answeredMs)}, complete after ${seconds(completeMs)}`;
  const load = `${shop.orderCount} orders, ${shop.merchant.openCount} open`;
  say(`${String(index).padStart(3)} ${fault.padEnd(26)} ${seconds(holdMs).padStart(6)}  ${times}  (${load})`);
};

/** Orders and, one after the other, the faults of the schedule, until the time is over. */
const runOn = async (stack: ChaosStack, options: Options): Promise<RunResult> => {
  const { seed, minutes, orders, connections } = options;
  const possible = possibleOf(stack, options.faults);
  say(`seed ${seed}: ${orders} orders and faults of ${possible.length} kinds for ${minutes} min, in ${stack.dataDir}`);
  const deadline = performance.now() + minutes * 60_000;
  const run = await ChaosRun.begin(stack, { seed, connections, ordersPerS: orders / (minutes * 60) });
  for (const scheduled of scheduleOf(seed, possible)) {
    await sleep(scheduled.pauseMs);
    if (performance.now() > deadline) break;
    const fault = possible.find(({ name }) => name === scheduled.fault);
    if (fault === undefined) continue;
    const suffered = await run.suffer(fault, scheduled.holdMs);
    sayHow(scheduled, suffered, run);
    if (!Number.isFinite(suffered.answeredMs)) {
      say('no order is answered any more: what is left of the schedule would show nothing new');
      return run.conclude(say);
    }
  }
  await sleep(Math.max(0, deadline - performance.now()));
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
  const { violations, verdicts, lost } = await runControl(stack, control, say);
  console.log(violations.map((violation) => `  ✗ ${violation}`).join('\n'));
  const isFound = lost > 0 && findsLoss(verdicts);
  console.log(isFound ? `${name}: the loss was found, as it must be` : `${name}: the loss of ${lost} was not found`);
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
