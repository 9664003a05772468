import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

export interface Curves {
  /** Minor units at the end of each hour; today's stops with the present hour. */
  readonly now: readonly number[];
  readonly before: readonly number[];
  readonly show: (minor: number) => string;
  readonly scheme: 'light' | 'dark';
}

const colorOf = (element: HTMLElement, name: string): string => getComputedStyle(element).getPropertyValue(name).trim();

/** Draws the curves into a place, as wide as it is, until what it answers is called. */
export const drawChart = (place: HTMLElement, { now, before, show }: Curves): (() => void) => {
  const hours = Math.max(24, now.length, before.length);
  const padded = (values: readonly number[]): (number | null)[] =>
    Array.from({ length: hours }, (_, hour) => values[hour] ?? null);
  const quiet = colorOf(place, '--quiet');
  const axis = {
    stroke: quiet,
    font: `12px ${getComputedStyle(place).fontFamily}`,
    grid: { stroke: colorOf(place, '--line'), width: 1 },
    ticks: { show: false },
  };
  const chart = new uPlot(
    {
      width: place.clientWidth,
      height: place.clientHeight,
      legend: { show: false },
      cursor: { drag: { x: false, y: false } },
      scales: { x: { time: false }, y: { range: (_, least, most) => [Math.min(0, least), most > 0 ? most * 1.05 : 100] } },
      axes: [
        { ...axis, values: (_, ticks) => ticks.map((hour) => `${hour}:00`) },
        { ...axis, size: 88, values: (_, ticks) => ticks.map(show) },
      ],
      series: [
        {},
        { stroke: quiet, width: 1.5, dash: [4, 4], points: { show: false } },
        { stroke: colorOf(place, '--accent-text'), width: 2, points: { show: false } },
      ],
    },
    [Array.from({ length: hours }, (_, hour) => hour), padded(before), padded(now)],
    place,
  );
  const resize = new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: place.clientHeight }));
  resize.observe(place);
  return () => {
    resize.disconnect();
    chart.destroy();
  };
};
