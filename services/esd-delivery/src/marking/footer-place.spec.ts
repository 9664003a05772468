import { placeOn, seenWidth } from './footer-place.js';

const sheet = { x: 10, y: 20, width: 400, height: 600, turnedDegrees: 0 };

describe('the place of a footer', () => {
  it.each([
    [0, { x: 40, y: 32, rotateDegrees: 0 }],
    [90, { x: 398, y: 50, rotateDegrees: 90 }],
    [180, { x: 380, y: 608, rotateDegrees: 180 }],
    [270, { x: 22, y: 590, rotateDegrees: 270 }],
    [-90, { x: 22, y: 590, rotateDegrees: 270 }],
  ])('is at the lower edge of a page that is turned by %i degrees, as its reader sees it', (turnedDegrees, place) =>
    expect(placeOn({ ...sheet, turnedDegrees }, 30, 12)).toEqual(place),
  );

  it('has the width that its reader sees', () => {
    expect(seenWidth(sheet)).toBe(400);
    expect(seenWidth({ ...sheet, turnedDegrees: 90 })).toBe(600);
  });
});
