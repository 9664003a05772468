import type { EventReport, ReportEventsQuery } from './report-events.schema.js';

type RowQuery = Pick<ReportEventsQuery, 'key' | 'detail' | 'rate'>;

const partsPerMillion = (rate: string): string => String(Math.round(Number(rate) * 1_000_000));

/** What a row of a report is of, as reporting keeps its sums; empty for the sum of all rows. A customer is found by an order of theirs. */
export const reportRow = (report: EventReport, { key, detail = '', rate = '0' }: RowQuery): readonly string[] => {
  if (key === undefined || report === 'figures' || report === 'customer') return [];
  switch (report) {
    case 'tax':
      return [key, detail, partsPerMillion(rate)];
    case 'shipping':
      return [key, detail];
    case 'decline':
      return [detail, key];
    default:
      return [key];
  }
};
