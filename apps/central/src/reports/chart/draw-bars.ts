import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

export interface Bars {
  readonly labels: readonly string[];
  /** Minor units. */
  readonly captured: readonly number[];
  readonly refunded: readonly number[];
  readonly show: (minor: number) => string;
  readonly scheme: 'light' | 'dark';
}

const colorOf = (element: HTMLElement, name: string): string => getComputedStyle(element).getPropertyValue(name).trim();

/** Draws what was taken upward and what was given back downward, as wide as the place is, until what it answers is called. */
export const drawBars = (place: HTMLElement, { labels, captured, refunded, show }: Bars): (() => void) => {
  const axis = {
    stroke: colorOf(place, '--quiet'),
    font: `12px ${getComputedStyle(place).fontFamily}`,
    grid: { stroke: colorOf(place, '--line'), width: 1 },
    ticks: { show: false },
  };
  const paths = uPlot.paths.bars?.({ size: [0.7, 48] });
  const bar = (name: string): uPlot.Series => ({
    stroke: colorOf(place, name),
    fill: colorOf(place, name),
    points: { show: false },
    ...(paths === undefined ? {} : { paths }),
  });
  const chart = new uPlot(
    {
      width: place.clientWidth,
      height: place.clientHeight,
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, range: () => [-0.6, labels.length - 0.4] },
        y: { range: (_, least, most) => (least === most ? [0, 100] : [Math.min(0, least * 1.05), Math.max(0, most * 1.05)]) },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          space: 80,
          size: 32,
          incrs: [1, 2, 5, 7, 10, 14, 31],
          values: (_, ticks) => ticks.map((index) => labels[index] ?? ''),
        },
        { ...axis, size: 96, values: (_, ticks) => ticks.map(show) },
      ],
      series: [{}, bar('--accent-text'), bar('--warn')],
    },
    [labels.map((_, index) => index), [...captured], refunded.map((minor) => -minor)],
    place,
  );
  const resize = new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: place.clientHeight }));
  resize.observe(place);
  return () => {
    resize.disconnect();
    chart.destroy();
  };
};
