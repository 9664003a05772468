import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { rootDir } from '../../scripts/servers/paths.ts';
import type { Size } from './browser.ts';

/** WCAG 2.2, levels A and AA, as far as a program can judge them. */
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type Violation = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number];

const mostNamed = 5;

const describeViolation = ({ id, impact, help, helpUrl, nodes }: Violation): string =>
  [
    `${id} (${impact}), ${nodes.length} of them: ${help}. ${helpUrl}`,
    ...nodes.slice(0, mostNamed).flatMap(({ target, html, failureSummary = '' }) => [
      `  ${target.join(' ')}: ${html.slice(0, 200)}`,
      ...failureSummary
        .split('\n')
        .slice(1)
        .map((line) => `    ${line.trim()}`),
    ]),
  ].join('\n');

/** Runs in the page. Source: WCAG 2.2, 1.4.10 (Reflow): nobody has to scroll sideways to read. */
const widerThanPage = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
  return wide.slice(0, ${mostNamed}).map((element) => element.outerHTML.slice(0, 120));
})()`;

/** Runs in the page. What a button or a heading says must be there to be read. */
const cutOff = `[...document.querySelectorAll('button, button *, a *, h1, h2, h3, th, label, legend')]
  .filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
  .filter((element) => {
    const { overflowX, textOverflow } = getComputedStyle(element);
    return overflowX !== 'visible' && textOverflow !== 'ellipsis';
  })
  .slice(0, ${mostNamed})
  .map((element) => element.outerHTML.slice(0, 120))`;

/** A frame in which no script may run, such as that of a mail, cannot be looked into from outside: its content has to be shown as a page. */
const closedFrame = 'iframe[sandbox]:not([sandbox~="allow-scripts"])';

/** Throws, naming each rule that is broken and the first elements that break it. `part`: a selector, where the rest of the page was judged already. */
export const expectAccessible = async (page: Page, part?: string): Promise<void> => {
  await page.waitForLoadState(); // a page without its styles is judged as nobody sees it
  const axe = new AxeBuilder({ page }).exclude(closedFrame).withTags(standards);
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  const faults = [...violations.map(describeViolation), ...(await layoutFaults(page))];
  if (faults.length > 0) throw new Error(`not accessible:\n${faults.join('\n')}`);
};

/** Throws where two landmarks have one name; with `region`, where something stands in none of them. */
export const expectLandmarks = async (page: Page, ...more: readonly 'region'[]): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).withRules(['landmark-unique', ...more]).analyze();
  if (violations.length > 0) throw new Error(violations.map(describeViolation).join('\n'));
};

/** Throws, naming what has to be scrolled sideways for, and what is cut off. */
export const expectWithinPage = async (page: Page): Promise<void> => {
  const faults = await layoutFaults(page);
  if (faults.length > 0) throw new Error(`not within the page:\n${faults.join('\n')}`);
};

const layoutFaults = async (page: Page): Promise<readonly string[]> => [
  ...(await page.evaluate<readonly string[]>(widerThanPage)).map((html) => `wider than the page: ${html}`),
  ...(await page.evaluate<readonly string[]>(cutOff)).map((html) => `cut off: ${html}`),
];

/** The whole page as a picture, to be looked at: `.artifacts/screens/<name>-<size>.png`. The window grows to the page's height meanwhile, so that what
 *  sticks to its edges stands there, and not in the midst. Of a dialog, what is in sight. */
export const keepScreenshot = async (page: Page, name: string): Promise<void> => {
  const path = join(rootDir, '.artifacts/screens', `${name}-${sizeOf(page)}.png`);
  const window = page.viewportSize();
  const isDialog = (await page.getByRole('dialog').count()) > 0;
  if (window === null || isDialog) return void (await page.screenshot({ path, animations: 'disabled' }));
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width: window.width, height: Math.max(height, window.height) });
  await page.screenshot({ path, animations: 'disabled' });
  await page.setViewportSize(window);
};

export const sizeOf = (page: Page): Size => ((page.viewportSize()?.width ?? 0) < 600 ? 'phone' : 'desktop');
