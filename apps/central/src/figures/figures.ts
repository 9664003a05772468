import { type CurrencyFigures, type Figures, noFigures } from '@tollgate/report-tables';

/** `GET …/reports/figures`. */
export interface FiguresReport {
  /** The currencies in which anything happened. */
  readonly data: readonly CurrencyFigures[];
}

/** The currencies of all reports, the one with most orders first. */
export const currenciesOf = (...reports: readonly FiguresReport[]): readonly string[] => {
  const all = reports.flatMap(({ data }) => data);
  const placed = (currency: string): number =>
    all.filter((one) => one.currency === currency).reduce((sum, { total }) => sum + total.placed, 0);
  return [...new Set(all.map(({ currency }) => currency))].sort((a, b) => placed(b) - placed(a));
};

export const figuresOf = ({ data }: FiguresReport, currency: string): CurrencyFigures =>
  data.find((one) => one.currency === currency) ?? { currency, total: noFigures, series: [] };

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
