import { urgencyOf } from './urgency.js';

const now = '2026-11-27T12:00:00.000Z';

describe('the deadline of a review', () => {
  it.each([
    ['2026-11-27T11:00:00.000Z', 'bad'],
    ['2026-11-27T12:59:59.000Z', 'bad'],
    ['2026-11-27T13:00:00.000Z', 'warn'],
    ['2026-11-27T18:00:00.000Z', 'calm'],
  ])('at %s is %s at noon', (until, tone) => expect(urgencyOf(until, now)).toBe(tone));
});
