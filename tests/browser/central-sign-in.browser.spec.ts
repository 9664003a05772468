import { eventually } from '@tollgate/testing';
import { generate } from 'otplib';
import type { Page } from 'playwright-core';
import { sizes } from './browser.ts';
import { Central, inspect, inspectDialog, isReady, notSignedIn } from './central.ts';
import { endSessions, signInBy } from './sessions.ts';
import { notPriced } from './telephone-order.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

/** The next code that was not shown yet: each is good once, and for half a minute. */
const nextCode = (secret: string): Promise<string> => generate({ secret, epoch: Math.floor(Date.now() / 1000) + 30 });

/** A telephone that recognizes who holds it. */
const addAuthenticator = async (page: Page): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const;
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  });
};

/** What a page loads before it can be used. */
const mostBytes = 250_000;
const weigh = (page: Page): (() => Promise<number>) => {
  const sizesOf: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (!['document', 'script', 'stylesheet'].includes(request.resourceType())) return;
    sizesOf.push(request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize));
  });
  return async () => (await Promise.all(sizesOf)).reduce((sum, size) => sum + size, 0);
};

describe.each(sizes)('signing in, on a %s', (size) => {
  it('takes a password, refuses another, and leads to where one wanted to go', async () => {
    await central.browser.withPage({ size, expected: [notSignedIn] }, async (page) => {
      const weight = weigh(page);
      await page.goto(central.address('/orders?status=refunded'));
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      expect(await weight()).toBeLessThan(mostBytes);
      await inspect(page, 'central-sign-in');
      await signInBy(page, { ...central.owner, password: 'nothing of ours' });
      await page.getByRole('alert').getByText('Email and password do not belong together.').waitFor();
      await inspect(page, 'central-sign-in-refused');
      await signInBy(page, central.owner);
      await page.getByRole('heading', { name: 'Orders' }).waitFor();
      expect(page.url()).toBe(central.address('/orders?status=refunded'));
      expect(await page.getByLabel('Status').inputValue()).toBe('refunded');
    });
  });

  it('asks for the code of an authenticator app once that is set up, and opens live mode', async () => {
    const person = await central.newPerson('owner');
    const secret = await central.withPage({ size, person, path: '/account' }, async (page) => {
      await page.getByRole('button', { name: 'Set up' }).click();
      const password = page.getByRole('dialog', { name: 'Set up' });
      await password.getByLabel('Your password').fill(person.password);
      await password.getByRole('button', { name: 'Set up' }).click();
      const dialog = page.getByRole('dialog', { name: 'Authenticator app' });
      await dialog.getByRole('img', { name: 'QR code' }).waitFor();
      await inspectDialog(page, 'central-second-factor');
      const copied = await dialog.getByRole('button', { name: /^Copy secret: / }).getAttribute('aria-label');
      const shown = (copied ?? '').replace('Copy secret: ', '');
      await dialog.getByLabel('Code', { exact: true }).fill(await generate({ secret: shown }));
      await dialog.getByRole('button', { name: 'Confirm' }).click();
      await page.getByText('Keep these recovery codes in a safe place.').waitFor();
      await inspect(page, 'central-recovery-codes');
      return shown;
    });
    await central.browser.withPage({ size, expected: [notSignedIn, /status of 422 .*\/second-factor/] }, async (page) => {
      await page.goto(central.address());
      await signInBy(page, person);
      await page.getByLabel('Code of your authenticator app').waitFor();
      await inspect(page, 'central-sign-in-code');
      await page.getByLabel('Code of your authenticator app').fill('000000');
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('alert').getByText('The code is wrong').waitFor();
      await page.getByLabel('Code of your authenticator app').fill(await nextCode(secret));
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
      await page.locator('label', { hasText: 'Live' }).click();
      await page.waitForURL(/\/live$/);
      await isReady(page);
      expect(await page.getByText('Test mode: no real money moves').count()).toBe(0);
      await inspect(page, 'central-home-live');
    });
  });

  it('takes a passkey alone, once the device has made one', async () => {
    const person = await central.newPerson('manager');
    await central.withPage({ size, person, path: '/account', expected: [notSignedIn] }, async (page) => {
      await addAuthenticator(page);
      await page.getByRole('button', { name: 'Add a passkey' }).click();
      const dialog = page.getByRole('dialog', { name: 'Add a passkey' });
      await dialog.getByLabel('Your password').fill(person.password);
      await dialog.getByRole('button', { name: 'Add a passkey' }).click();
      await page.getByText('Keep these recovery codes in a safe place.').waitFor();
      await page.context().clearCookies();
      await page.reload();
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
      await page.getByRole('heading', { name: 'Account', level: 1 }).waitFor();
      await page.locator('label', { hasText: 'Live' }).click();
      await page.waitForURL(/\/live\//);
      await isReady(page);
      expect(await page.getByRole('heading', { name: 'Live mode is locked' }).count()).toBe(0);
    });
  });

  it('does not open live mode to a password alone, and says what to do', () =>
    central.withPage({ size }, async (page) => {
      await page.locator('label', { hasText: 'Live' }).click();
      await page.getByRole('heading', { name: 'Live mode is locked' }).waitFor();
      await inspect(page, 'central-live-locked');
      await page.getByRole('link', { name: 'Set up a second factor' }).click();
      await page.getByRole('heading', { name: 'Account', level: 1 }).waitFor();
    }));

  it('comes again where the session has ended, and then shows the same page', async () => {
    const person = await central.newPerson('support');
    await central.withPage({ size, person, path: '/orders', expected: [notSignedIn] }, async (page) => {
      await endSessions(central, person);
      await page.getByLabel('Status').selectOption('refunded');
      await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
      await inspect(page, 'central-sign-in-again');
      await signInBy(page, person);
      await page.getByRole('heading', { name: 'Orders' }).waitFor();
      await isReady(page);
      expect(new URL(page.url()).searchParams.get('status')).toBe('refunded');
    });
  });

  it('shows nothing of a page whose session has ended, and all that was typed in once the same person is back', async () => {
    const person = await central.newPerson('owner');
    const { body } = await central.shop.place();
    await eventually('captured', async () => (await central.shop.eventTypes(body.id)).includes('MailSent') || undefined);
    await central.withPage({ size, person, path: `/orders/${body.id}`, expected: [notSignedIn] }, async (page) => {
      await page.locator('main').getByRole('button', { name: 'Refund', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Refund' });
      await dialog.getByLabel('Reason').fill('Broken on arrival');
      await dialog.getByRole('button', { name: 'Refund $54.26' }).waitFor();
      await endSessions(central, person);
      await dialog.getByRole('button', { name: 'Refund $54.26' }).click();
      await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
      expect(await page.getByText('Ann Buyer').first().isVisible()).toBe(false);
      expect(await dialog.isVisible()).toBe(false);
      await signInBy(page, person);
      await dialog.waitFor();
      expect(await dialog.getByLabel('Reason').inputValue()).toBe('Broken on arrival');
      await dialog.getByRole('button', { name: 'Refund $54.26' }).click();
      await page.getByRole('region', { name: 'Timeline' }).getByText('$54.26 refunded').waitFor();
    });
  });

  it('keeps the page that waits while somebody who forgot their password asks for another one', async () => {
    const person = await central.newPerson('owner');
    await central.withPage({ size, person, path: '/terminal', expected: [notSignedIn, notPriced] }, async (page) => {
      await page.getByLabel('Email').fill('ann@example.com');
      await endSessions(central, person);
      await page.getByRole('button', { name: 'Free line' }).click();
      await page.getByLabel('SKU').fill('MUG-9');
      await page.getByLabel('Unit price').fill('12.50');
      await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
      await page.getByRole('button', { name: 'Forgot your password?' }).click();
      await page.getByRole('button', { name: 'Send the link' }).waitFor();
      await inspect(page, 'central-sign-in-forgotten');
      await page.getByRole('button', { name: 'Send the link' }).click();
      await page.getByText('the link is on its way').waitFor();
      await page.getByLabel(/^Password/).fill(person.password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('heading', { name: 'Virtual terminal' }).waitFor();
      expect(await page.getByLabel('Email').inputValue()).toBe('ann@example.com');
    });
  });

  it('keeps an order that is typed in, but not its card', async () => {
    const person = await central.newPerson('owner');
    await central.withPage({ size, person, path: '/terminal', expected: [notSignedIn, notPriced] }, async (page) => {
      await page.getByLabel('Email').fill('ann@example.com');
      await page.getByLabel('Card number').fill('4111 1111 1111 1111');
      await endSessions(central, person);
      await page.getByRole('button', { name: 'Free line' }).click();
      await page.getByLabel('SKU').fill('MUG-9');
      await page.getByLabel('Unit price').fill('12.50');
      await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
      await signInBy(page, person);
      await page.getByRole('heading', { name: 'Virtual terminal' }).waitFor();
      expect(await page.getByLabel('Email').inputValue()).toBe('ann@example.com');
      expect(await page.getByLabel('Card number').inputValue()).toBe('');
    });
  });

  it('shows somebody else nothing of the page of who was there before', async () => {
    const [person, other] = [await central.newPerson('owner'), await central.newPerson('owner')];
    await central.withPage({ size, person, path: '/terminal', expected: [notSignedIn, notPriced] }, async (page) => {
      await page.getByLabel('Email').fill('ann@example.com');
      await endSessions(central, person);
      await page.getByRole('button', { name: 'Free line' }).click();
      await page.getByLabel('SKU').fill('MUG-9');
      await page.getByLabel('Unit price').fill('12.50');
      await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
      await signInBy(page, other);
      await page.getByRole('heading', { name: 'Virtual terminal' }).waitFor();
      expect(await page.getByLabel('Email').inputValue()).toBe('');
    });
  });

  it('ends with signing out: the way back shows nothing', () =>
    central.withPage({ size, path: '/orders', expected: [notSignedIn] }, async (page) => {
      await page.getByRole('button', { name: /^Account of/ }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
      await inspect(page, 'central-user-menu');
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await page.goBack();
      await page.goto(central.address('/orders'));
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    }));
});

describe('the list of orders, for who was there never before', () => {
  it('is there after 250 kB at most', () =>
    central.browser.withPage({ size: 'phone' }, async (page) => {
      await central.signIn(page.context(), central.owner);
      const weight = weigh(page);
      await page.goto(central.address('/orders'));
      await isReady(page);
      expect(await weight()).toBeLessThan(mostBytes);
    }));
});
