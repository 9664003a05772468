import { contrastWithWhite, LEAST_CONTRAST } from './contrast.js';

describe('how well a color is read on white', () => {
  it.each([
    ['#000000', 21],
    ['#ffffff', 1],
    ['#767676', 4.54],
    ['#777777', 4.48],
    ['#ff0000', 4.0],
    ['#1f5fbf', 6.08],
  ])('%s has a contrast of %d', (color, ratio) => expect(contrastWithWhite(color)).toBeCloseTo(ratio, 1));

  it('is enough from the grey on that WCAG names', () => {
    expect(contrastWithWhite('#767676')).toBeGreaterThanOrEqual(LEAST_CONTRAST);
    expect(contrastWithWhite('#777777')).toBeLessThan(LEAST_CONTRAST);
  });
});
