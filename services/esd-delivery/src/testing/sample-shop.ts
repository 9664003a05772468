import { defaultShop, type ShopSettings } from '../shops/shop.schema.js';

/** A shop for the pages of tests. */
export const sampleAbout = (settings: Partial<ShopSettings> = {}, timeZone = 'America/New_York') => ({
  shop: { name: 'Lamps & more', timeZone, settings: { ...defaultShop, ...settings } },
  order: 'ord_01890a5dac96774bbcceb302099a8057',
  isTest: false,
  logo: '',
});
