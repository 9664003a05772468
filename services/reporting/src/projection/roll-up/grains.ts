/** How long the times are that a roll-up keeps sums of, the finest first. Quarters of an hour are the record, as the offset of every time zone in
 *  use is a multiple of them; the longer ones are there for a report of a year to look at few rows. */
export const grains = ['quarter', 'hour', 'day', 'month'] as const;
export type Grain = (typeof grains)[number];

const twoDigits = (count: number): string => String(count).padStart(2, '0');
const quarterIn = (at: string): string => twoDigits(Math.floor(Number(at.slice(14, 16)) / 15) * 15);

/** When the quarter, hour, day or month (UTC) began that this moment lies in. Both are RFC 3339 in UTC. */
export const startOf: Readonly<Record<Grain, (at: string) => string>> = {
  quarter: (at) => `${at.slice(0, 14)}${quarterIn(at)}:00.000Z`,
  hour: (at) => `${at.slice(0, 13)}:00:00.000Z`,
  day: (at) => `${at.slice(0, 10)}T00:00:00.000Z`,
  month: (at) => `${at.slice(0, 7)}-01T00:00:00.000Z`,
};
