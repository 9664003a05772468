/** What happened in a time, in one currency, as the API answers it; amounts in minor units. */
export interface Figures {
  readonly placed: number;
  readonly approved: number;
  readonly declined: number;
  readonly rejected: number;
  readonly held: number;
  readonly downloads: number;
  /** Orders of which money was first taken. */
  readonly sales: number;
  readonly captured: number;
  readonly shipping: number;
  readonly tax: number;
  readonly refunded: number;
  readonly refundedTax: number;
  readonly net: number;
}

export interface CurrencyFigures {
  readonly currency: string;
  readonly total: Figures;
  /** By hour, day or month: `2026-11-23`, `2026-11`. */
  readonly series: readonly { readonly label: string; readonly begin: string; readonly figures: Figures }[];
}

/** `GET …/reports/figures`. */
export interface FiguresReport {
  /** The currencies in which anything happened. */
  readonly data: readonly CurrencyFigures[];
}

const nothing: Figures = {
  placed: 0,
  approved: 0,
  declined: 0,
  rejected: 0,
  held: 0,
  downloads: 0,
  sales: 0,
  captured: 0,
  shipping: 0,
  tax: 0,
  refunded: 0,
  refundedTax: 0,
  net: 0,
};

/** The currencies of all reports, the one with most orders first. */
export const currenciesOf = (...reports: readonly FiguresReport[]): readonly string[] => {
  const all = reports.flatMap(({ data }) => data);
  const placed = (currency: string): number =>
    all.filter((one) => one.currency === currency).reduce((sum, { total }) => sum + total.placed, 0);
  return [...new Set(all.map(({ currency }) => currency))].sort((a, b) => placed(b) - placed(a));
};

export const figuresOf = ({ data }: FiguresReport, currency: string): CurrencyFigures =>
  data.find((one) => one.currency === currency) ?? { currency, total: nothing, series: [] };

/** Of those that the issuer was asked about, how many it approved: 0 to 1; undefined where it was asked about none. */
export const approvalRate = ({ approved, declined }: Figures): number | undefined =>
  approved + declined === 0 ? undefined : approved / (approved + declined);

/** What was taken on average of an order of which anything was taken, in minor units; undefined where there was none. */
export const averageOrder = ({ captured, sales }: Figures): number | undefined =>
  sales === 0 ? undefined : Math.round(captured / sales);

/** By what part of the earlier figure the later one is larger: 0.25 is a quarter more. Undefined where there is nothing to compare with. */
export const change = (now: number | undefined, before: number | undefined): number | undefined =>
  now === undefined || before === undefined || before === 0 ? undefined : (now - before) / Math.abs(before);

/** What was taken so far, at the end of each hour: a curve that stops where the day does. */
export const runningSums = ({ series }: CurrencyFigures): readonly number[] => {
  const sum = { minor: 0 };
  return series.map(({ figures: { captured } }) => {
    sum.minor += captured;
    return sum.minor;
  });
};
