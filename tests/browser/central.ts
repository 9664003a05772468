/** Tollgate Central, as somebody at a browser: signed in, in a store, on one of its pages. */
import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import type { Shop } from '../e2e/shop.ts';
import { TestBrowser, type Visit } from './browser.ts';
import { joinShop } from './join-shop.ts';
import { expectAccessible, keepScreenshot, sizeOf } from './page-checks.ts';

export interface Person {
  readonly email: string;
  readonly password: string;
}

export interface Store {
  readonly id: string;
  /** With a key of this store, in test mode. */
  readonly shop: Shop;
  readonly owner: Person;
}

export interface CentralVisit extends Visit {
  /** Below the store, in test mode: `/orders`. */
  readonly path?: string;
  /** The demo store's owner unless given. */
  readonly person?: Person;
  /** They have shown a second factor, too. */
  readonly hasSecondFactor?: boolean;
  /** The demo store unless given. */
  readonly store?: string;
}

/** What the browser says of it, and what belongs to it: who is not signed in yet is told so. */
export const notSignedIn = /status of 401 .*\/central\/api\//;

export class Central {
  readonly shop: Shop;
  readonly browser: TestBrowser;

  private constructor(shop: Shop, browser: TestBrowser) {
    this.shop = shop;
    this.browser = browser;
  }

  static async open(): Promise<Central> {
    return new Central(joinShop(), await TestBrowser.open());
  }

  get owner(): Person {
    return { email: this.shop.demo.centralUser, password: this.shop.demo.centralPassword };
  }

  get store(): string {
    return this.shop.demo.merchantId;
  }

  address(path = '', store = this.store): string {
    return `${this.shop.demo.centralUrl}/${store}/test${path}`;
  }

  /** On a page of the store, once it shows what it has. The person signed in before, past the form, which has its own test. */
  async withPage<T>(visit: CentralVisit, use: (page: Page) => Promise<T>): Promise<T> {
    const { path, person = this.owner, store, hasSecondFactor = false } = visit;
    return this.browser.withPage(visit, async (page) => {
      await this.signIn(page.context(), person);
      if (hasSecondFactor) await this.showFactor(person);
      await page.goto(this.address(path, store));
      await isReady(page);
      return use(page);
    });
  }

  async signIn(context: BrowserContext, { email, password }: Person): Promise<void> {
    const answer = await context.request.post(this.api('/session'), { data: { email, password } });
    expect([answer.status(), await answer.json()]).toEqual([200, { step: 'done' }]);
  }

  /** As if the person, who has signed in, had shown a second factor. */
  async showFactor({ email }: Person): Promise<void> {
    await this.shop.db.query(
      'UPDATE gateway_ingress.sessions SET has_second_factor = true WHERE user_id = (SELECT id FROM gateway_ingress.users WHERE email = $1)',
      [email],
    );
  }

  /** `path` below Central's API. */
  api(path: string): string {
    return `${this.shop.demo.apiUrl}/central/api${path}`;
  }

  /** Somebody who works for a store, with an account of their own, and the demo user's password. */
  async newPerson(role: string, store = this.store): Promise<Person> {
    const email = `${role}.${randomUUID()}@demo.example`;
    await this.shop.db.query(
      `WITH made AS (INSERT INTO gateway_ingress.users (id, email, name, language, password_hash)
         SELECT gen_random_uuid(), $1, $2, 'en', password_hash FROM gateway_ingress.users WHERE email = $3 RETURNING id)
       INSERT INTO gateway_ingress.memberships (user_id, merchant_id, role) SELECT id, $4, $5 FROM made`,
      [email, `Robin ${role}`, this.owner.email, store, role],
    );
    return { email, password: this.owner.password };
  }

  /** A store of its own, with nothing in it, for what changes a store or counts in it. */
  async newStore(name: string): Promise<Store> {
    const id = `mer_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
    const shop = await this.shop.withNewKey(id, 'test');
    await this.shop.db.query('UPDATE gateway_ingress.merchants SET name = $2 WHERE id = $1', [id, name]);
    return { id, shop, owner: await this.newPerson('owner', id) };
  }

  /** Sets an area of a store's settings as its owner, for those that no API key may set. */
  async set({ id, owner }: Store, area: string, data: object): Promise<void> {
    await this.withPage({ size: 'desktop', person: owner, store: id, path: '/settings/store' }, async (page) => {
      const { request } = page.context();
      const { csrfToken } = await (await request.get(this.api('/session'))).json();
      const headers = { 'x-csrf-token': csrfToken, 'idempotency-key': randomUUID() };
      const answer = await request.put(this.api(`/stores/${id}/test/settings/${area}`), { data, headers });
      expect([answer.status(), await answer.json()]).toMatchObject([200, { area }]);
    });
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.shop.close();
  }
}

/** It shows what it has: nothing of it is still asked for. */
export const isReady = async (page: Page): Promise<void> => {
  await page.locator('main h1').first().waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'hidden' });
};

/** Judges the page as it stands, in light and dark, and keeps both pictures. The dark colors are the same on a phone: they are judged once. */
export const inspect = async (page: Page, name: string): Promise<void> => {
  for (const scheme of ['light', 'dark'] as const) {
    await switchTo(page, scheme);
    if (scheme === 'light' || sizeOf(page) === 'desktop') await expectAccessible(page);
    await keepScreenshot(page, scheme === 'light' ? name : `${name}-dark`);
  }
  await switchTo(page, 'light');
};

const switchTo = async (page: Page, colorScheme: 'light' | 'dark'): Promise<void> => {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
};

/** The dialog that is open: the page below it is judged by itself. */
export const inspectDialog = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page, '[role="dialog"]');
  await keepScreenshot(page, name);
};
