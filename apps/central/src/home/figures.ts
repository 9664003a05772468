/** What happened in a stretch of time, in one currency: amounts in minor units. */
export interface Figures {
  readonly currency: string;
  readonly gross: number;
  readonly net: number;
  readonly refunded: number;
  readonly orders: number;
  readonly approved: number;
  readonly declined: number;
  readonly held: number;
  readonly downloads: number;
  /** The same, hour by hour. */
  readonly buckets: readonly Bucket[];
}

export interface Bucket {
  /** RFC 3339: when it begins. */
  readonly from: string;
  readonly gross: number;
  readonly net: number;
  readonly orders: number;
}

export interface Home {
  /** One for each currency; none on a day without orders. */
  readonly today: readonly Figures[];
  /** The same weekday of last week, until the same time of day. */
  readonly lastWeek: readonly Figures[];
}

export const noFigures = (currency: string): Figures => ({
  currency,
  gross: 0,
  net: 0,
  refunded: 0,
  orders: 0,
  approved: 0,
  declined: 0,
  held: 0,
  downloads: 0,
  buckets: [],
});

/** The currencies of today and last week, the one with most orders first. */
export const currenciesOf = ({ today, lastWeek }: Home): readonly string[] => {
  const orders = (of: string): number =>
    [...today, ...lastWeek].filter(({ currency }) => currency === of).reduce((sum, one) => sum + one.orders, 0);
  const all = [...new Set([...today, ...lastWeek].map(({ currency }) => currency))];
  return all.sort((a, b) => orders(b) - orders(a));
};

export const figuresOf = (all: readonly Figures[], currency: string): Figures =>
  all.find((one) => one.currency === currency) ?? noFigures(currency);

/** Of those that the issuer was asked about, how many it approved: 0 to 1; undefined where it was asked about none. */
export const approvalRate = ({ approved, declined }: Figures): number | undefined =>
  approved + declined === 0 ? undefined : approved / (approved + declined);

/** Minor units, rounded half up; undefined where nothing was approved. */
export const averageOrder = ({ gross, approved }: Figures): number | undefined =>
  approved === 0 ? undefined : Math.round(gross / approved);

/** By what part of the earlier figure the later one is larger: 0.25 is a quarter more. Undefined where there is nothing to compare with. */
export const change = (now: number | undefined, before: number | undefined): number | undefined =>
  now === undefined || before === undefined || before === 0 ? undefined : (now - before) / Math.abs(before);

/** The sums so far at the end of each bucket: a curve that only stops where the day does. */
export const runningSums = (buckets: readonly Bucket[]): readonly number[] => {
  const sum = { minor: 0 };
  return buckets.map(({ gross }) => {
    sum.minor += gross;
    return sum.minor;
  });
};
