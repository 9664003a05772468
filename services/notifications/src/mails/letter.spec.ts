import { fold, type Order } from '@tollgate/order';
import { orderPlaced } from '@tollgate/testing';
import { defaultReceipt } from '../settings/receipt.schema.js';
import { letterTo } from './letter.js';

const placed = (mode: 'live' | 'test' = 'live', init: Parameters<typeof orderPlaced>[0] = {}) =>
  fold([orderPlaced(init, { mode })]) as Order;
const ann = { email: 'ann@example.com', name: 'Ann Buyer' };

describe('what every mail says', () => {
  it('is from the shop by its name, and from the merchant by its id where it has none', () => {
    expect(letterTo(ann, placed(), { ...defaultReceipt, shopName: 'The Book Shop' }).seller).toBe('The Book Shop');
    expect(letterTo(ann, placed(), defaultReceipt).seller).toBe(placed().merchant);
  });

  it('names whom to ask: the addresses of the shop, else the shop', () => {
    const support = { supportEmail: 'help@books.example', supportUrl: 'https://books.example/help' };
    expect(letterTo(ann, placed(), { ...defaultReceipt, ...support }).support).toContain(
      'help@books.example · https://books.example/help',
    );
    expect(letterTo(ann, placed(), { ...defaultReceipt, shopName: 'The Book Shop' }).support).toContain('The Book Shop');
  });

  it('tells the card by brand and last four digits, and no name where the customer gave none', () => {
    const letter = letterTo({ email: 'ann@example.com' }, placed(), defaultReceipt);
    expect(letter).toMatchObject({ card: 'Visa ending in 1111', customerName: '', language: 'en' });
  });

  it('says of a test that it was one, and of a live order nothing', () => {
    expect(letterTo(ann, placed('test'), defaultReceipt).testNote).not.toBe('');
    expect(letterTo(ann, placed('live'), defaultReceipt).testNote).toBe('');
  });

  it('is in the language of the shop', () => {
    const german = letterTo(ann, placed('test'), { ...defaultReceipt, language: 'de' });
    expect(german.language).toBe('de');
    expect(german.testNote).not.toBe(letterTo(ann, placed('test'), defaultReceipt).testNote);
  });
});
