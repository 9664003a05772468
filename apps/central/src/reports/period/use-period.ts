import { useSearchParams } from 'wouter';
import { dayIn } from '../../format/format-time.js';
import { useStore } from '../../shell/store-context.js';
import { useAt } from '../../time-machine/use-at.js';
import { useNow } from '../../ui/time.js';
import { addressOfPeriod, type Period, periodIn } from './period.js';

/** What the page's address says: a period of the store's days, a currency, and the moment that is looked at. A period goes by the day of that
 *  moment. */
export interface PeriodChoice {
  readonly period: Period;
  readonly today: string;
  readonly choose: (period: Period) => void;
  /** What leads to another report of the same period and currency. */
  readonly query: string;
  readonly currency: string | undefined;
  /** Undefined for all of them. */
  readonly chooseCurrency: (currency: string | undefined) => void;
}

/** The end of a month is looked at as a moment of that month. */
const justBefore = (at: string): string => new Date(Date.parse(at) - 1).toISOString();

export const usePeriod = (): PeriodChoice => {
  const { store } = useStore();
  const [search, setSearch] = useSearchParams();
  const { at } = useAt();
  const now = useNow();
  const today = dayIn(at === undefined ? now : justBefore(at), store.timeZone);
  const period = periodIn(search, today);
  const currency = search.get('currency') ?? undefined;
  const address = (next: Period, of: string | undefined): URLSearchParams =>
    new URLSearchParams({
      ...addressOfPeriod(next),
      ...(of === undefined ? {} : { currency: of }),
      ...(at === undefined ? {} : { at }),
    });
  return {
    period,
    today,
    choose: (next) => setSearch(address(next, currency)),
    query: address(period, currency).toString(),
    currency,
    chooseCurrency: (next) => setSearch(address(period, next)),
  };
};
