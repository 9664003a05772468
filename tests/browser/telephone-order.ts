/** An order as it is typed in while somebody is on the telephone. */
import type { Locator, Page } from 'playwright-core';

/** An order that is typed in has no price while its address is not there. */
export const notPriced = /status of 422 .*\/quotes/;

export const fieldOf = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });

interface Typed {
  readonly email: string;
  readonly card: string;
}

/** A book for somebody in Albany. */
export const typeOrder = async (page: Page, { email, card }: Typed): Promise<void> => {
  await fieldOf(page, 'Add one of your goods…').fill('book');
  await page.getByRole('option', { name: /The Book/ }).click();
  await fieldOf(page, 'Unit price').fill('19.99');
  await fieldOf(page, 'Email').fill(email);
  await page.locator('input[maxlength="100"]').first().fill('Ann Buyer');
  await fieldOf(page, 'Street').fill('1 Main St');
  await fieldOf(page, 'City').fill('Albany');
  await page.getByLabel('Region').selectOption('NY');
  await fieldOf(page, 'Postal code').fill('12207');
  await fieldOf(page, 'Card number').fill(card);
  await fieldOf(page, 'Expires').fill('1/30');
  await fieldOf(page, 'Security code').fill('123');
};
