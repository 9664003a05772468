const channel = (byte: number): number => {
  const share = byte / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

/** Source: WCAG 2.2, definition of relative luminance. */
const luminance = (color: string): number => {
  const [red, green, blue] = [1, 3, 5].map((at) => channel(Number.parseInt(color.slice(at, at + 2), 16))) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** What text of normal size needs. Source: WCAG 2.2, 1.4.3 (Contrast, level AA). */
export const LEAST_CONTRAST = 4.5;

/** How well a color (`#rrggbb`) is read on white: 1 (not at all) to 21 (black). Source: WCAG 2.2, definition of contrast ratio. */
export const contrastWithWhite = (color: string): number => 1.05 / (luminance(color) + 0.05);
