/** A browser for the tests of pages. Each visit has a context of its own, as a visitor who comes for the first time. */
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { rootDir } from '../../scripts/servers/paths.ts';
import { findChromium } from './chromium.ts';
import { staysHere, watchFaults } from './page-faults.ts';

const devices = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
} as const satisfies Readonly<Record<string, BrowserContextOptions>>;

export type Size = keyof typeof devices;
export const sizes = ['desktop', 'phone'] as const satisfies readonly Size[];

export interface Visit {
  readonly size: Size;
  /** BCP 47; `en-US` unless told. The machine's own would be C's, `en-US@posix`, which `Intl` refuses. */
  readonly language?: string;
  readonly colorScheme?: 'light' | 'dark';
  /** False: as with scripts switched off. */
  readonly hasScripts?: boolean;
  /** Faults that belong to what is tested, such as the browser's own line about an answer with 410. */
  readonly expected?: readonly RegExp[];
}

/** Of what a page is waited for. */
const timeoutMs = 15_000;

export class TestBrowser {
  private readonly browser: Browser;

  private constructor(browser: Browser) {
    this.browser = browser;
  }

  static async open(): Promise<TestBrowser> {
    const { executablePath, env } = await findChromium();
    // No sandbox: as root, and in most containers, there is none to be had. The pages are our own.
    return new TestBrowser(await chromium.launch({ executablePath, env: { ...env }, args: ['--no-sandbox', ...staysHere] }));
  }

  /** Throws what `use` throws, and where anything went wrong in the page that is not expected; a picture of the page is
   *  kept then. */
  async withPage<T>(visit: Visit, use: (page: Page) => Promise<T>): Promise<T> {
    const context = await this.browser.newContext(contextOf(visit));
    try {
      context.setDefaultTimeout(timeoutMs);
      const faults = watchFaults(context);
      const page = await context.newPage();
      const unexpected = () => faults.filter((fault) => !visit.expected?.some((pattern) => pattern.test(fault)));
      try {
        const result = await use(page);
        if (unexpected().length > 0) throw new Error('the page is not sound');
        return result;
      } catch (error) {
        throw await told(error, page, unexpected());
      }
    } finally {
      await context.close();
    }
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

/** Far from the machine's own zone and from most merchants', so that a page that tells times in the browser's is found. */
const timezoneId = 'Pacific/Auckland';

const contextOf = ({ size, language = 'en-US', colorScheme = 'light', hasScripts = true }: Visit): BrowserContextOptions => ({
  ...devices[size],
  locale: language,
  timezoneId,
  colorScheme,
  reducedMotion: 'reduce',
  javaScriptEnabled: hasScripts,
  ignoreHTTPSErrors: true,
});

/** The same error, with what went wrong in the page and where its picture lies. */
const told = async (error: unknown, page: Page, faults: readonly string[]): Promise<unknown> => {
  if (!(error instanceof Error)) return error;
  const name = (expect.getState().currentTestName ?? 'page').replaceAll(/[^\w]+/g, '-').slice(-120);
  const picture = join(rootDir, '.artifacts/failed', `${name}.png`);
  const isKept = await page.screenshot({ path: picture }).then(
    () => true,
    () => false, // the page is gone
  );
  error.message = [error.message, ...faults, `at ${page.url()}`, ...(isKept ? [`picture: ${picture}`] : [])].join('\n  ');
  return error;
};
