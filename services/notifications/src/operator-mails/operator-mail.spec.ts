import { isOver, sealContext } from './operator-mail.js';

describe('a mail to an operator', () => {
  it.each([
    ['2026-11-27T00:59:59Z', false],
    ['2026-11-27T01:00:00Z', true],
    ['2026-11-28T00:00:00Z', true],
  ])('whose link ends at one o’clock, at %s: over is %s', (now, over) =>
    expect(isOver({ until: '2026-11-27T01:00:00Z' }, new Date(now))).toBe(over),
  );

  it('is sealed to itself', () => expect(sealContext('a')).not.toBe(sealContext('b')));
});
