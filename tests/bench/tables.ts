import { services } from '../../scripts/supervisor/table.ts';
import type { DownloadResult } from './download.ts';
import type { GrowthResult } from './growth.ts';
import type { PageTimes } from './pages.ts';
import type { Measured } from './pipeline.ts';
import type { RebuildResult } from './rebuild.ts';
import type { SmallStreamResult } from './small-stream.ts';
import type { Yardstick } from './yardstick.ts';

const figure = (value: number | undefined, digits = 2): string => (value === undefined ? '–' : value.toFixed(digits));

/** Columns as wide as their widest cell; the first to the left, figures to the right. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

const parts = [...services, 'postgres', 'nats', 'acquirer', 'stripe', 'mail', 'traces', 'driver'];

export const printMeasured = (measured: readonly Measured[]): void => {
  if (measured.length === 0) return;
  console.log('\nOrders completed (receipt in the log, reporting applied; the drain is part of the time)\n');
  console.log(
    table(
      ['connections', 'orders', 'completed/s', 'p50 ms', 'p95 ms', 'p99 ms', 'drain ms', 'CPU ms/order', 'RSS MB', 'answers'],
      measured.map((m) => [
        String(m.connections),
        String(m.orders),
        figure(m.completedPerS, 1),
        figure(m.p50Ms, 1),
        figure(m.p95Ms, 1),
        figure(m.p99Ms, 1),
        figure(m.drainMs, 0),
        figure(m.cpuMsPerOrder),
        figure(m.residentMb, 0),
        Object.entries(m.statuses)
          .map(([status, count]) => `${status}: ${count}`)
          .join(', '),
      ]),
    ),
  );
  console.log('\nCPU milliseconds an order, by process (acquirer, mail, traces and driver are not ours to count)\n');
  console.log(
    table(
      ['process', ...measured.map((m) => `at ${m.connections}`)],
      parts.map((name) => [name, ...measured.map((m) => figure(m.cpu[name], 3))]),
    ),
  );
};

/** The mean of the loads before and behind the yardstick's i-th. */
const around = (loads: readonly Measured[], i: number, of: (load: Measured) => number): number => {
  const two = loads.slice(i, i + 2);
  return two.reduce((total, load) => total + of(load), 0) / two.length;
};

export const printRatios = (measured: readonly Measured[], yardsticks: readonly Yardstick[]): void => {
  const loads = yardsticks.length + 1;
  const at64 = measured.filter((m) => m.connections === 64).slice(-loads);
  const at1 = measured.filter((m) => m.connections === 1).slice(-loads);
  const rows = yardsticks.map((yardstick, i) => {
    const perS = around(at64, i, ({ completedPerS }) => completedPerS);
    const cpuMs = around(at64, i, ({ cpuMsPerOrder }) => cpuMsPerOrder);
    const p50Ms = around(at1, i, (load) => load.p50Ms);
    return [
      `round ${i + 1}`,
      figure(perS / yardstick.ordersPerS),
      figure(cpuMs / yardstick.cpuMsPerOrder),
      figure(p50Ms / yardstick.p50MsAtOne),
      `${figure(yardstick.ordersPerS, 0)}/s ${figure(yardstick.cpuMsPerOrder)} ms ${figure(yardstick.p50MsAtOne, 1)} ms`,
      `${figure(perS, 0)}/s ${figure(cpuMs)} ms ${figure(p50Ms, 1)} ms`,
    ];
  });
  const middle = [1, 2, 3].map((column) => figure(median(rows.map((row) => Number(row[column])))));
  console.log('\nAgainst the bare pipeline, in turn (orders/s at 64, CPU an order, p50 at one connection)\n');
  console.log(table(['', 'orders/s', 'CPU', 'p50 at 1', 'bare', 'ours'], [...rows, ['median', ...middle, '', '']]));
  console.log('\ngoals: orders/s ≥ 0.43, CPU ≤ 2.00, p50 at 1 ≤ 1.80');
};

export const printGrowth = ({ small, large, ratio, rounds, processes }: GrowthResult): void => {
  console.log('\nGrowth: CPU milliseconds an order\n');
  console.log(
    table(
      ['round', `${small} orders in the log`, `${large} orders in the log`, 'ratio'],
      rounds.map((round, i) => [
        String(i + 1),
        figure(round.smallCpuMs),
        figure(round.largeCpuMs),
        figure(round.largeCpuMs / round.smallCpuMs),
      ]),
    ),
  );
  console.log('\nWhere it goes: medians, CPU milliseconds an order\n');
  console.log(
    table(
      ['process', `${small} orders`, `${large} orders`, 'more'],
      processes.map(({ name, smallCpuMs, largeCpuMs }) => [
        name,
        figure(smallCpuMs, 3),
        figure(largeCpuMs, 3),
        figure(largeCpuMs - smallCpuMs, 3),
      ]),
    ),
  );
  console.log(`\nmedian ratio ${figure(ratio)} (goal ≤ 1.15)`);
};

const describeRefused = (refused: Readonly<Record<string, number>>): string =>
  Object.entries(refused)
    .map(([status, count]) => `; ${count} × ${status === '0' ? 'no answer' : status}`)
    .join('');

export const printDownload = ({ gib, rows, slow }: DownloadResult): void => {
  console.log(`\nDownload of ${gib} GiB, medians\n`);
  const storeOf = (connections: number): number =>
    median(rows.find((row) => row.connections === connections && row.source === 'store')?.mbPerS ?? []);
  console.log(
    table(
      ['at once', 'from', 'MB/s', 'of the store', 'CPU s of esd-delivery', 'esd-delivery at most, MB'],
      rows.map(({ connections, source, mbPerS, cpuSeconds, peakMb }) => [
        String(connections),
        source === 'store' ? 'the object store' : `links, ${source}`,
        figure(median(mbPerS), 0),
        figure(median(mbPerS) / storeOf(connections)),
        figure(median(cpuSeconds), 1),
        figure(peakMb, 0),
      ]),
    ),
  );
  console.log(`\nGoals: 0.90 in plain, 0.75 over TLS.\n`);
  console.log(
    `${slow.connections} slow ones over TLS: ${slow.served} served, esd-delivery ${figure(slow.beforeMb, 0)} MB before, ${figure(slow.peakMb, 0)} at most (goal ≤ 250)${describeRefused(slow.refused)}`,
  );
};

/** What went through a stream that is far smaller. */
export const printSmallStream = ({
  orders,
  events,
  eventBytes,
  maxBytes,
  peakBytes,
  peakMessages,
  refused,
  losses,
  seconds,
}: SmallStreamResult): void => {
  const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
  console.log(`${orders} orders: ${events} events of ${megabytes(eventBytes)} through a stream limited to ${megabytes(maxBytes)}
  refused or repeated publishes  ${refused}
  losses seen by the keeper      ${losses}
  the stream at its fullest      ${megabytes(peakBytes)}, ${peakMessages} messages
  took                           ${seconds.toFixed(0)} s, ${(orders / seconds).toFixed(0)} orders a second`);
};

/** How fast the read models come back, and answer. */
export const printRebuild = ({ orders, events, seconds, cpuMicros, answers }: RebuildResult): void => {
  console.log(`Read models of ${orders} orders from zero: ${events} events in ${figure(seconds, 1)} s, ${figure(events / seconds, 0)} a second
CPU of an event: the service ${figure(cpuMicros.service, 1)} µs, Postgres ${figure(cpuMicros.postgres, 1)} µs\n`);
  const rows = Object.entries(answers).map(([name, [median, longest]]) => [name, figure(median, 1), figure(longest, 1)]);
  console.log(table(['asked for, ms', 'median', 'longest of 20'], rows));
};

export const printPages = (pages: readonly PageTimes[]): void => {
  const rows = pages.map(({ page, median, p95, longest }) => [page, figure(median, 1), figure(p95, 1), figure(longest, 1)]);
  console.log(table([`what a page asks for, ms`, 'median', 'p95', 'longest'], rows));
};
