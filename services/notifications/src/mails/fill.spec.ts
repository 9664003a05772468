import { fill } from './fill.js';

describe('a sentence that is filled in', () => {
  it('says every value where its name stood', () =>
    expect(fill('{brand} ending in {last4}, {brand}', { brand: 'Visa', last4: '1111' })).toBe('Visa ending in 1111, Visa'));

  it('keeps a name that nobody gave, and never fills in what a value brings', () =>
    expect(fill('{seller} {other}', { seller: '{other} $& $1' })).toBe('{other} $& $1 {other}'));
});
