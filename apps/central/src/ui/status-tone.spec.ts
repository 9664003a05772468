import { toneOf } from './status-tone.js';

describe('the look of a status', () => {
  it.each([
    ['review', 'warn'],
    ['approved', 'good'],
    ['declined', 'bad'],
    ['voided', 'calm'],
    ['a_status_of_a_later_release', 'calm'],
  ])('%s is %s', (status, tone) => expect(toneOf(status)).toBe(tone));
});
