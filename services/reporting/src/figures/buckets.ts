import { DomainError } from '@tollgate/errors';
import { type TimeZone, timeZone } from '@tollgate/order';

export const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
const MOST_BUCKETS = 800;

export const bucketSizes = ['hour', 'day', 'month'] as const;
export type BucketSize = (typeof bucketSizes)[number];
/** All of a period as one bucket: what it comes to, and in which currencies. */
const WHOLE = 'period';

/** A time that is summed up, e.g. a day of the merchant's zone. */
export interface Bucket {
  /** 2026-11-23, 2026-11, or 2026-11-01T01:00-04:00: which of two hours that bear one name. Of a whole period its days: 2026-11-23/2026-12-24. */
  readonly label: string;
  /** Milliseconds; a bucket ends where the next one begins. */
  readonly beginMs: number;
}

/** What figures are asked of: buckets without gap from the begin to the end of a period. */
export interface Period {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  readonly zone: TimeZone;
  readonly buckets: readonly Bucket[];
}

const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** DomainError `invalid_date`. */
export const momentIn = (text: string, field: string): number => {
  const moment = timeForm.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(moment)) throw new DomainError('invalid_date', field);
  return moment;
};

/** The period between two moments, brought to whole quarters of an hour. DomainError `invalid_date`, `invalid_period`. */
export const momentsIn = ({ from, to }: { readonly from: string; readonly to: string }) => {
  const fromMs = Math.floor(momentIn(from, '/from') / QUARTER_MS) * QUARTER_MS;
  const toMs = Math.ceil(momentIn(to, '/to') / QUARTER_MS) * QUARTER_MS;
  if (fromMs > toMs) throw new DomainError('invalid_period', '/to');
  return { fromMs, toMs };
};

const sizeOf = (text: string): BucketSize => {
  const size = bucketSizes.find((one) => one === text);
  if (size === undefined) throw new DomainError('invalid_bucket', '/bucket');
  return size;
};

const two = (count: number): string => String(count).padStart(2, '0');

const offsetText = (offsetMs: number): string => {
  const minutes = Math.abs(offsetMs) / 60_000;
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

const labels: Readonly<Record<BucketSize, (zone: TimeZone, moment: number) => string>> = {
  hour: (zone, moment) => {
    const offset = zone.offsetMs(moment);
    return `${new Date(moment + offset).toISOString().slice(0, 13)}:00${offsetText(offset)}`;
  },
  day: (zone, moment) => zone.dayOf(moment),
  month: (zone, moment) => zone.dayOf(moment).slice(0, 7),
};

/** The first of the month after. */
const monthAfter = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return `${number === 12 ? year + 1 : year}-${two(number === 12 ? 1 : number + 1)}-01`;
};

/** When the hour of the clock ends: where the clocks are moved, with that. */
const hourEnd = (zone: TimeZone, moment: number): number => {
  const offset = zone.offsetMs(moment);
  for (let next = moment + QUARTER_MS; ; next += QUARTER_MS) {
    const isFull = (next + zone.offsetMs(next)) % HOUR_MS === 0;
    if (isFull || zone.offsetMs(next) !== offset) return next;
  }
};

const ends: Readonly<Record<BucketSize, (zone: TimeZone, moment: number) => number>> = {
  hour: hourEnd,
  day: (zone, moment) => zone.startOfDay(dayAfter(zone, moment)),
  month: (zone, moment) => zone.startOfDay(monthAfter(zone.dayOf(moment))),
};

/** The next day that begins later than this moment: a zone may have passed over a day. */
const dayAfter = (zone: TimeZone, moment: number): string => {
  const [year = 0, month = 1, day = 1] = zone.dayOf(moment).split('-').map(Number);
  for (let next = day + 1; ; next += 1) {
    const text = new Date(Date.UTC(year, month - 1, next)).toISOString().slice(0, 10);
    if (zone.startOfDay(text) > moment) return text;
  }
};

const wholeOf = (zone: TimeZone, fromMs: number, toMs: number): readonly Bucket[] =>
  fromMs === toMs ? [] : [{ label: `${zone.dayOf(fromMs)}/${zone.dayOf(toMs - 1)}`, beginMs: fromMs }];

/** R1: the buckets of a period, each moment of it in exactly one; the first and the last may be cut. DomainError `invalid_date`,
 *  `invalid_period` where it ends before it begins or has too many, `invalid_bucket`, `invalid_time_zone`. */
export const periodOf = (asked: {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly bucket: string;
}): Period => {
  const { fromMs, toMs } = momentsIn(asked);
  const zone = timeZone(asked.timeZone);
  if (asked.bucket === WHOLE) return { fromMs, toMs, zone, buckets: wholeOf(zone, fromMs, toMs) };
  const size = sizeOf(asked.bucket);
  const buckets: Bucket[] = [];
  for (let beginMs = fromMs; beginMs < toMs; ) {
    if (buckets.length >= MOST_BUCKETS) throw new DomainError('invalid_period', '/to');
    buckets.push({ label: labels[size](zone, beginMs), beginMs });
    beginMs = ends[size](zone, beginMs);
  }
  return { fromMs, toMs, zone, buckets };
};

/** The days of a zone from the first to the last, both inclusive, as a period. DomainError `invalid_date`, `invalid_period`. */
export const daysOf = ({
  from,
  to,
  timeZone: name,
}: {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}): Period => {
  const zone = timeZone(name);
  const fromMs = zone.startOfDay(from);
  const toMs = ends.day(zone, zone.startOfDay(to));
  return periodOf({ from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), timeZone: name, bucket: 'day' });
};
