import { timeZoneIn } from './time-zone.js';

describe('a time zone', () => {
  it.each(['UTC', 'America/New_York', 'Asia/Kathmandu', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Europe/Kyiv'])('is %s', (name) =>
    expect(timeZoneIn(name)).toBe(name),
  );

  it('is spelled as usual, whatever the case it came in', () => expect(timeZoneIn('europe/BERLIN')).toBe('Europe/Berlin'));

  it.each(['', '+01:00', '-0800', 'Mars/Olympus', 'Berlin', '../etc/passwd', 'x'.repeat(100)])('is not %s', (name) =>
    expect(timeZoneIn(name)).toBeUndefined(),
  );

  it('that a store can have is off UTC by quarter hours, which the read models count in', () => {
    const offsets = Intl.supportedValuesOf('timeZone').map((timeZone) => {
      const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(new Date());
      return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    });
    expect(offsets.filter((offset) => !/^GMT([+-]\d\d:(00|15|30|45))?$/.test(offset))).toEqual([]);
  });
});
