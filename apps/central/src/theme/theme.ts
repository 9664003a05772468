import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent. Shade 6 on white and white on shade 6: 6.0 to 1. */
const iris: MantineColorsTuple = [
  '#f2f2fe',
  '#e5e5fd',
  '#c9caf9',
  '#a9abf5',
  '#8f92f2',
  '#6f70ea',
  '#5450dc',
  '#4640c4',
  '#3a359f',
  '#2c297a',
];

/** Shade 6 is the quiet text: 5.2 to 1 on white, 4.9 to 1 on shade 0. */
const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#f0f2f5',
  '#e5e8ed',
  '#d6dae1',
  '#bac1cc',
  '#949cab',
  '#626a79',
  '#4a5261',
  '#313845',
  '#1a1f29',
];

/** Of the dark scheme: 0 text, 2 quiet text, 4 lines, 6 controls, 7 the page. */
const dark: MantineColorsTuple = [
  '#e6e8ed',
  '#c8cdd6',
  '#a3aab7',
  '#7e8695',
  '#363d49',
  '#2a303a',
  '#1f242c',
  '#14171d',
  '#0f1217',
  '#0a0c10',
];

const systemFonts =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', sans-serif";
const inter = `'Inter Variable', ${systemFonts}`;

/** Everything stands on a grid of 4 px. */
export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 6, dark: 6 },
  colors: { iris, gray, dark },
  fontFamily: inter,
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'sm',
  headings: {
    fontFamily: inter,
    fontWeight: '620',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '2rem' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.5rem' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.375rem' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Text: { defaultProps: { size: 'sm' } },
    Anchor: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, events: { hover: true, focus: true, touch: true } } },
    Modal: {
      styles: { title: { fontWeight: 620 } },
      // Keys are for the page again at once, not after a dialog has faded.
      defaultProps: {
        centered: true,
        radius: 'md',
        overlayProps: { backgroundOpacity: 0.45 },
        transitionProps: { exitDuration: 0 },
      },
    },
  },
});
