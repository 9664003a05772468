import { liesBefore } from './lies-before.js';

describe('a place in the log', () => {
  it.each([
    ['1.9.6', '1.10.5', true], // the higher number was given first, and the lower one committed later
    ['1.10.5', '1.9.6', false],
    ['1.10.5', '1.10.5', false],
    ['1.10.4', '1.10.5', true],
    ['1.99.99', '2.1.0', true],
    ['', '1.1.1', true],
    ['1.1.0', '', false],
    ['', '', false],
  ])('%s lies before %s: %s', (place, other, expected) => expect(liesBefore(place, other)).toBe(expected));
});
