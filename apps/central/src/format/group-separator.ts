/** What stands between thousands: 1,000 in English, 1.000 in German. */
export const groupSeparator = (tag: string): string =>
  new Intl.NumberFormat(tag).formatToParts(10_000).find(({ type }) => type === 'group')?.value ?? ' ';
