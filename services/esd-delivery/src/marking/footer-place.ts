/** What is visible of a page, in its own coordinates, and by how much a reader turns it clockwise. */
export interface PageView {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly turnedDegrees: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
  /** Counter-clockwise. */
  readonly rotateDegrees: number;
}

/** How wide a page is as its reader sees it. */
export const seenWidth = ({ width, height, turnedDegrees }: PageView): number => (turnedDegrees % 180 === 0 ? width : height);

/** Where something is drawn that its reader sees so far from the left and from the lower edge of the page, upright. */
export const placeOn = ({ x, y, width, height, turnedDegrees }: PageView, fromLeft: number, fromBottom: number): Place => {
  switch (((turnedDegrees % 360) + 360) % 360) {
    case 90:
      return { x: x + width - fromBottom, y: y + fromLeft, rotateDegrees: 90 };
    case 180:
      return { x: x + width - fromLeft, y: y + height - fromBottom, rotateDegrees: 180 };
    case 270:
      return { x: x + fromBottom, y: y + height - fromLeft, rotateDegrees: 270 };
    default:
      return { x: x + fromLeft, y: y + fromBottom, rotateDegrees: 0 };
  }
};
