import { localIn, momentIn, pastIn, usualMoments } from './moment.js';

describe('a moment in the past', () => {
  it.each([
    ['2026-11-27T14:05', 'Europe/Berlin', '2026-11-27T13:05:00.000Z'],
    ['2026-07-01T00:00', 'America/New_York', '2026-07-01T04:00:00.000Z'],
    ['2026-11-27T09:30', 'Asia/Kathmandu', '2026-11-27T03:45:00.000Z'],
    ['2026-11-27T23:30', 'Pacific/Kiritimati', '2026-11-27T09:30:00.000Z'],
  ])('%s in %s is %s', (local, zone, at) => {
    expect(momentIn(local, zone)).toBe(at);
    expect(localIn(at, zone)).toBe(local);
  });

  it('that clocks show twice is the second one, so that nothing of it is left out', () =>
    expect(momentIn('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T01:30:00.000Z'));

  it('that clocks leave out is as long after midnight as it says', () =>
    expect(momentIn('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z'));

  it.each(['', '2026-11-27', '2026-13-01T00:00', 'x'])('is not %s', (local) =>
    expect(momentIn(local, 'Europe/Berlin')).toBeUndefined(),
  );

  it.each([
    ['2026-11-26T12:00:00Z', '2026-11-26T12:00:00.000Z'],
    ['2026-11-26T12:00:00+09:00', '2026-11-26T03:00:00.000Z'],
    ['2026-11-28T00:00:00Z', undefined],
    ['yesterday', undefined],
    [null, undefined],
  ])('stands in an address as %s', (text, at) => expect(pastIn(text, '2026-11-27T00:00:00Z')).toBe(at));

  it('is often the end of yesterday, or of last month, by the clocks of the store', () =>
    expect(usualMoments('2026-11-27T02:00:00Z', 'America/New_York')).toEqual({
      yesterday: '2026-11-26T05:00:00.000Z',
      lastMonth: '2026-11-01T04:00:00.000Z',
    }));
});
