import { taxDayOf } from './tax-day.js';

describe('the day whose rates apply', () => {
  it('is the UTC day', () => {
    expect(taxDayOf('2026-11-23T23:59:59.999Z')).toBe('2026-11-23');
    expect(taxDayOf('2026-11-24T00:00:00Z')).toBe('2026-11-24');
  });

  it.each(['', '2026-11-23', 'yesterday', '2026-11-23T23:00:00+05:00', '26-11-23T23:00:00Z'])('%p names none', (at) =>
    expect(taxDayOf(at)).toBeUndefined(),
  );
});
