import { readDay } from './read-day.js';

const today = '2026-11-27';

describe('a day that is typed into the search', () => {
  it.each([
    ['2026-11-27', 'en-US', '2026-11-27'],
    ['Nov 26', 'en-US', '2026-11-26'],
    ['26 nov', 'en-GB', '2026-11-26'],
    ['November 26th, 2025', 'en-US', '2025-11-26'],
    ['26. November', 'de-DE', '2026-11-26'],
    ['26.11.', 'de-DE', '2026-11-26'],
    ['26.11.2025', 'de-DE', '2025-11-26'],
    ['11/26/2026', 'en-US', '2026-11-26'],
    ['26/11/26', 'fr-FR', '2026-11-26'],
    ['26 novembre', 'fr-FR', '2026-11-26'],
    // It is yet to come this year.
    ['Dec 24', 'en-US', '2025-12-24'],
    ['11/26', 'en-US', '2026-11-26'],
  ])('"%s" in %s is %s', (text, tag, expected) => expect(readDay(text, tag, today)).toBe(expected));

  it.each(['2026-02-30', 'VIN-024', 'leonie', 'Mary 12', 'Nov', '177.50', 'Nov 31', '1234', 'ord_1'])('"%s" is none', (text) =>
    expect(readDay(text, 'en-US', today)).toBeUndefined(),
  );
});
