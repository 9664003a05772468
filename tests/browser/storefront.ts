// What a customer does in the shop.
import { randomInt } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { Shop } from '../e2e/shop.ts';

export const someEmail = (): string => `ann.${randomInt(2 ** 47).toString(36)}@example.com`;

export const openShop = async (page: Page, shop: Shop): Promise<void> => {
  await page.goto(shop.demo.storefrontUrl);
};

/** From the catalog. */
export const putIntoCart = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('link', { name: new RegExp(`^${name}`) }).click();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByRole('heading', { name: 'Your cart' }).waitFor();
};

export const fillAddress = async (page: Page, email: string): Promise<void> => {
  await page.getByLabel('E-mail').fill(email);
  const own = page.getByRole('group', { name: /address$/ }).first();
  await own.getByLabel('Name').fill('Ann Buyer');
  await own.getByLabel('Street and number').fill('1 Main St');
  await own.getByLabel('City').fill('Albany');
  await own.getByLabel('State or region').fill('NY');
  await own.getByLabel('Postal code').fill('12207');
};

export const fillCard = async (page: Page, number: string): Promise<void> => {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expires').fill('12/30');
  await page.getByLabel('Security code').fill('123');
};
