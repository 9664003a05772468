import { eventually } from '@tollgate/testing';
import { generate } from 'otplib';
import { sizes } from './browser.ts';
import { Central, inspect, inspectDialog, isReady, notSignedIn } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

/** The link of the newest mail to somebody. */
const linkTo = async (recipient: string, path: string): Promise<string> => {
  const api = `${central.shop.demo.mailUrl}/api/v1`;
  return eventually(`a mail to ${recipient}`, async () => {
    const found = await fetch(`${api}/messages?limit=5&query=${encodeURIComponent(`to:"${recipient}"`)}`);
    for (const { ID } of ((await found.json()) as { messages: { ID: string }[] }).messages) {
      const { Text } = (await (await fetch(`${api}/message/${ID}`)).json()) as { Text: string };
      const link = new RegExp(`https:\\S+/${path}/[\\w-]{43}`).exec(Text)?.[0];
      if (link !== undefined) return link;
    }
    return undefined;
  });
};

/** Another code than the one before it, which was shown already. */
const stepMs = 30_000;
/** A code that stays what it is while somebody types it in: near the end of its step the next one is waited for. */
const codeOf = async (secret: string, steps: number): Promise<string> => {
  const leftMs = stepMs - (Date.now() % stepMs);
  if (leftMs < 12_000) await new Promise((resolve) => setTimeout(resolve, leftMs));
  return generate({ secret, epoch: Math.floor(Date.now() / 1_000) + steps * 30 });
};

describe.each(sizes)('one’s own account, on a %s', (size) => {
  it('goes by another e-mail address once its link was opened', async () => {
    const person = await central.newPerson('support');
    const email = `new.${Date.now()}.${size}@demo.example`;
    await central.withPage({ size, person, path: '/account' }, async (page) => {
      await page.getByRole('button', { name: 'Change email' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('New email address').fill(email);
      await dialog.getByLabel('Your password').fill(person.password);
      await inspectDialog(page, 'central-email-dialog');
      await dialog.getByRole('button', { name: 'Send the link' }).click();
      await page.getByText(`A link is on its way to ${email}`).waitFor();
      await inspect(page, 'central-account-email-asked');
      const link = await linkTo(email, 'email-change');
      await central.browser.withPage({ size }, async (other) => {
        await other.goto(link);
        await other.getByRole('heading', { name: 'New email address' }).waitFor();
        await inspect(other, 'central-email-confirm');
        await other.getByRole('button', { name: 'Confirm the address' }).click();
        await other.getByText('Your email address is changed').waitFor();
        await inspect(other, 'central-email-confirmed');
      });
      await page.reload();
      await isReady(page);
      await page.getByText(email, { exact: true }).waitFor();
    });
  });

  it('keeps its e-mail address where who has the old one stops it', async () => {
    const person = await central.newPerson('support');
    await central.withPage({ size, person, path: '/account', expected: [notSignedIn] }, async (page) => {
      await page.getByRole('button', { name: 'Change email' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('New email address').fill(`thief.${Date.now()}.${size}@demo.example`);
      await dialog.getByLabel('Your password').fill(person.password);
      await dialog.getByRole('button', { name: 'Send the link' }).click();
      await dialog.waitFor({ state: 'detached' });
      const link = await linkTo(person.email, 'email-change/stop');
      await central.browser.withPage({ size, expected: [/status of 404 .*\/email-changes\//] }, async (other) => {
        await other.goto(link);
        await inspect(other, 'central-email-stop');
        await other.getByRole('button', { name: 'It was not me' }).click();
        await other.getByText('all sessions have ended').waitFor();
        await inspect(other, 'central-email-stopped');
        await other.reload();
        await other.getByRole('button', { name: 'It was not me' }).click();
        await other.getByText('This link has ended or was used already').waitFor();
      });
      await page.reload();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    });
  });

  it('is deleted with everything that its user signs in with', async () => {
    const person = await central.newPerson('support');
    await central.withPage(
      { size, person, path: '/account', expected: [notSignedIn, /status of 422 .*\/user\//] },
      async (page) => {
        await page.getByRole('button', { name: 'Set up' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel('Your password').fill(person.password);
        await dialog.getByRole('button', { name: 'Set up' }).click();
        const secret = (await dialog.getByText(/^[A-Z2-7]{32}$/).textContent()) ?? '';
        await dialog.getByRole('textbox', { name: 'Code' }).fill(await codeOf(secret, -1));
        await dialog.getByRole('button', { name: 'Confirm' }).click();
        await page.getByText('Keep these recovery codes').waitFor();
        await page.getByRole('button', { name: 'Delete account' }).click();
        await dialog.getByLabel('Your password').fill(person.password);
        expect(await dialog.getByRole('button', { name: 'Delete account' }).isDisabled()).toBe(true);
        await dialog.getByLabel(/^Code of your authenticator app/).fill('abc');
        await dialog.getByRole('button', { name: 'Delete account' }).click();
        await dialog.getByText('The code is wrong').waitFor();
        await inspectDialog(page, 'central-account-delete');
        await dialog.getByLabel(/^Code of your authenticator app/).fill(await codeOf(secret, 0));
        await dialog.getByRole('button', { name: 'Delete account' }).click();
        await page.getByRole('heading', { name: 'Sign in' }).waitFor();
        const left = await central.shop.db.query('SELECT FROM gateway_ingress.users WHERE email = $1', [person.email]);
        expect(left.rowCount ?? left.rows.length).toBe(0);
      },
    );
  });

  it('is not deleted while a store has no other owner, and says so', async () => {
    const store = await central.newStore('Lonely Shop');
    const visit = {
      size,
      person: store.owner,
      store: store.id,
      path: '/account',
      expected: [/status of 409 .*\/user\/deletion/],
    };
    await central.withPage(visit, async (page) => {
      await page.getByRole('button', { name: 'Delete account' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Your password').fill(store.owner.password);
      await dialog.getByRole('button', { name: 'Delete account' }).click();
      await dialog.getByText('The store needs an owner').waitFor();
      await inspectDialog(page, 'central-account-last-owner');
    });
  });
});
