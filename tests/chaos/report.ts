// What a run found, as text. Pure.
import { median, table } from '../bench/tables.ts';
import { isOnOrderPath, type Limits } from './faults/fault.ts';
import type { SalesJudgement } from './judges/judge-sales.ts';

/** One fault that befell the stack, and how it came back. */
export interface Suffered extends Limits {
  readonly fault: string;
  /** Since the load began. */
  readonly begunMs: number;
  readonly overMs: number;
  /** Since it was over. */
  readonly answeredMs: number;
  readonly completeMs: number;
}

export interface Tally {
  readonly ok: number;
  readonly fail: number;
  readonly unknown: number;
}

export interface RunResult {
  readonly minutes: number;
  readonly orders: number;
  readonly operations: Readonly<Record<string, Tally>>;
  readonly downloads: Readonly<Record<string, number>>;
  /** Those among them that are copies of the buyer's own. */
  readonly copies: Readonly<Record<string, number>>;
  /** Undefined where it could not be found out. */
  readonly sales: Pick<SalesJudgement, 'keys' | 'webhooks'> | undefined;
  readonly suffered: readonly Suffered[];
  readonly settledMs: number;
  readonly lost: number;
  readonly double: number;
  readonly verdicts: readonly Verdict[];
  /** Each thing that must hold and did not, in words. */
  readonly violations: readonly string[];
  /** What could not be looked at, in words. */
  readonly unchecked: readonly string[];
}

/** What a program that judges said, and how it ended: 0 all is well, 1 something is broken, 2 it could not look. */
export interface Verdict {
  readonly name: string;
  readonly exitCode: number;
  readonly output: string;
}

const marked = ({ output }: Verdict, mark: string): readonly string[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith(`${mark} `))
    .map((line) => line.slice(2).trim());

/** What a verdict names as broken; that it ended so, where it names nothing. */
export const brokenIn = (verdict: Verdict): readonly string[] => {
  if (verdict.exitCode === 0 || verdict.exitCode === 2) return [];
  const named = marked(verdict, '✗');
  return (named.length > 0 ? named : [`ended with ${verdict.exitCode}`]).map((line) => `${verdict.name}: ${line}`);
};

export const uncheckedIn = (verdict: Verdict): readonly string[] =>
  verdict.exitCode !== 2 ? [] : [`${verdict.name}: ${marked(verdict, '?').join('; ') || 'it could not check'}`];

/** Whether the independent checker said that something acknowledged was lost. */
export const findsLoss = (verdicts: readonly Verdict[]): boolean =>
  verdicts.some((verdict) => verdict.name === checkerName && brokenIn(verdict).some((line) => /: I1\b/.test(line)));
export const checkerName = 'the checker';

/** 0, 1 or 2: see Verdict. */
export const exitCodeOf = ({ violations, unchecked }: Pick<RunResult, 'violations' | 'unchecked'>): number =>
  violations.length > 0 ? 1 : unchecked.length > 0 ? 2 : 0;

export const seconds = (ms: number): string => (Number.isFinite(ms) ? `${(ms / 1000).toFixed(1)} s` : 'never');

const medianAndLongest = (times: readonly number[]): readonly string[] =>
  times.length === 0 ? ['–', '–'] : [median(times), Math.max(...times)].map(seconds);

/** Every fault once, with the median and the longest of its times; of answers only where they have to do with it. */
export const faultTable = (suffered: readonly Suffered[]): string => {
  const groups = [...Map.groupBy(suffered, ({ fault }) => fault)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const row = (name: string, group: readonly Suffered[]): readonly string[] => {
    const answered = group.filter(({ fault }) => isOnOrderPath(fault)).map(({ answeredMs }) => answeredMs);
    const complete = group.map(({ completeMs }) => completeMs);
    return [name, String(group.length), ...[answered, complete].flatMap(medianAndLongest)];
  };
  const rows = groups.map(([fault, group]) => row(fault, group));
  const head = ['fault', 'times', 'answers again', 'longest', 'complete again', 'longest'];
  return table(head, [...rows, ...(suffered.length > 0 ? [row('all', suffered)] : [])]);
};

const fetchedRow = (
  what: string,
  { whole = 0, denied = 0, corrupt = 0, open = 0 }: RunResult['downloads'],
): readonly string[] => [what, ...[whole, denied + corrupt, open].map(String)];

const operationTable = ({ operations, downloads, copies }: RunResult): string =>
  table(
    ['', 'done', 'refused', 'never told'],
    [
      ...Object.entries(operations).map(([kind, { ok, fail, unknown }]) => [kind, ...[ok, fail, unknown].map(String)]),
      fetchedRow('download', downloads),
      fetchedRow('with a stamp', copies),
    ],
  );

const salesText = (sales: RunResult['sales']): string => {
  if (sales === undefined) return 'license keys and webhooks: ?';
  const { keys, webhooks } = sales;
  const keysText = `license keys: ${keys.sold} sold, ${keys.revoked} revoked, ${keys.kept} kept for open orders, ${keys.unplaced} for unplaced ones, ${keys.free} free`;
  const came = `${webhooks.wanted} wanted, ${webhooks.missing.length} missing, came ${webhooks.came} times`;
  return `${keysText}; webhooks: ${came}; ${keys.broken.length + webhooks.broken.length} wrong`;
};

export const reportOf = (result: RunResult): string => {
  const { minutes, orders, sales, suffered, settledMs, lost, double, violations, unchecked } = result;
  return [
    faultTable(suffered),
    operationTable(result),
    salesText(sales),
    `${orders} orders and ${suffered.length} faults in ${minutes.toFixed(1)} min; every order at its end ${seconds(settledMs)} after the last`,
    [
      `lost ${lost}, double ${double}, ${violations.length} violations`,
      ...violations.map((violation) => `  ✗ ${violation}`),
      ...unchecked.map((what) => `  ? ${what}`),
    ].join('\n'),
  ].join('\n\n');
};
