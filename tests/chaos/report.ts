// What a run found, as text. Pure.
import { median, table } from '../bench/tables.ts';

/** One fault that befell the stack, and how it came back. */
export interface Suffered {
  readonly fault: string;
  readonly answeredMs: number;
  readonly completeMs: number;
  /** How soon it had to answer. */
  readonly withinMs: number;
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
  readonly suffered: readonly Suffered[];
  readonly settledMs: number;
  readonly lost: number;
  readonly double: number;
  /** Each thing that must hold and did not, in words. */
  readonly violations: readonly string[];
}

export const seconds = (ms: number): string => (Number.isFinite(ms) ? `${(ms / 1000).toFixed(1)} s` : 'never');

/** Every fault once, with the median and the longest of its times. */
export const faultTable = (suffered: readonly Suffered[]): string => {
  const groups = [...Map.groupBy(suffered, ({ fault }) => fault)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const row = (name: string, group: readonly Suffered[]): readonly string[] => {
    const [answered, complete] = [group.map(({ answeredMs }) => answeredMs), group.map(({ completeMs }) => completeMs)];
    return [
      name,
      String(group.length),
      ...[answered, complete].flatMap((times) => [median(times), Math.max(...times)].map(seconds)),
    ];
  };
  const rows = groups.map(([fault, group]) => row(fault, group));
  const head = ['fault', 'times', 'answers again', 'longest', 'complete again', 'longest'];
  return table(head, [...rows, ...(suffered.length > 0 ? [row('all', suffered)] : [])]);
};

const operationTable = (operations: RunResult['operations'], downloads: RunResult['downloads']): string =>
  table(
    ['', 'done', 'refused', 'never told'],
    [
      ...Object.entries(operations).map(([kind, { ok, fail, unknown }]) => [kind, ...[ok, fail, unknown].map(String)]),
      [
        'download',
        ...[downloads.whole ?? 0, (downloads.denied ?? 0) + (downloads.corrupt ?? 0), downloads.open ?? 0].map(String),
      ],
    ],
  );

export const reportOf = (result: RunResult): string => {
  const { minutes, orders, operations, downloads, suffered, settledMs, lost, double, violations } = result;
  return [
    faultTable(suffered),
    operationTable(operations, downloads),
    `${orders} orders and ${suffered.length} faults in ${minutes.toFixed(1)} min; every order at its end ${seconds(settledMs)} after the last`,
    [
      `lost ${lost}, double ${double}, ${violations.length} violations`,
      ...violations.map((violation) => `  ✗ ${violation}`),
    ].join('\n'),
  ].join('\n\n');
};
