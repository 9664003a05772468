/** Sessions of Tollgate Central that end, and people who sign in by its form. */
import type { Page } from 'playwright-core';
import type { Central, Person } from './central.ts';

export const endSessions = async (central: Central, { email }: Person): Promise<void> => {
  const text = 'DELETE FROM gateway_ingress.sessions WHERE user_id = (SELECT id FROM gateway_ingress.users WHERE email = $1)';
  await central.shop.db.query(text, [email]);
};

export const signInBy = async (page: Page, { email, password }: Person): Promise<void> => {
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};
