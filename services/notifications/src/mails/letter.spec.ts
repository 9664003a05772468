import { fold, type Order } from '@tollgate/order';
import { orderPlaced } from '@tollgate/testing';
import { defaultReceipt, type ReceiptSettings } from '../settings/receipt.schema.js';
import { type Customer, letterTo, senderOf } from './letter.js';
import { openingText, orderName, supportHtml, supportLine } from './letter-frame.js';

const placed = (mode: 'live' | 'test' = 'live', init: Parameters<typeof orderPlaced>[0] = {}) =>
  fold([orderPlaced(init, { mode })]) as Order;
const letterFor = (customer: Customer, order: Order, settings: ReceiptSettings) => letterTo({ customer, order, settings });
const ann = { email: 'ann@example.com', name: 'Ann Buyer' };

describe('what every mail says', () => {
  it('is from the shop by its name, and from the merchant by its id where it has none', () => {
    expect(letterFor(ann, placed(), { ...defaultReceipt, shopName: 'The Book Shop' }).seller).toBe('The Book Shop');
    expect(letterFor(ann, placed(), defaultReceipt).seller).toBe(placed().merchant);
  });

  it('names the order by the number that the shop finds it by, where there is one', () => {
    const named = letterFor(ann, placed('live', { reference: 'S-4K7Q-XT2M-9P3D' }), defaultReceipt);
    expect(orderName(named)).toBe('S-4K7Q-XT2M-9P3D (ord_01890a5dac96774bbcceb302099a8057)');
    expect(openingText(named, [])).toContain(`Order: ${orderName(named)}`);
    expect(orderName(letterFor(ann, placed(), defaultReceipt))).toBe('ord_01890a5dac96774bbcceb302099a8057');
  });

  it('names whom to ask, with links in HTML: the addresses of the shop, else the shop', () => {
    const support = {
      supportEmail: 'help?cc=x@books.example',
      supportPhone: '+1 (555) 000-1',
      supportUrl: 'https://books.example/help',
    };
    const letter = letterFor(ann, placed(), { ...defaultReceipt, ...support });
    expect(supportLine(letter)).toContain('help?cc=x@books.example · +1 (555) 000-1 · https://books.example/help');
    for (const href of ['mailto:help%3Fcc%3Dx@books.example', 'tel:+15550001', 'https://books.example/help'])
      expect(supportHtml(letter)).toContain(`<a href="${href}"`);
    const without = letterFor(ann, placed(), { ...defaultReceipt, shopName: 'The Book Shop' });
    for (const form of [supportLine(without), supportHtml(without)]) expect(form).toContain('The Book Shop');
  });

  it('says what the merchant wrote in the language that it speaks, and nothing of another one', () => {
    const texts = { de: { greeting: 'Schön, dass Sie da sind!', closing: 'Bis bald' } };
    const german = letterFor(ann, placed(), { ...defaultReceipt, language: 'de', texts });
    expect(german).toMatchObject({ greeting: 'Schön, dass Sie da sind!', closing: 'Bis bald' });
    expect(letterFor(ann, placed(), { ...defaultReceipt, texts })).toMatchObject({ greeting: '', closing: '' });
  });

  it('comes from the shop by its name, and is answered where the shop wants it', () => {
    expect(senderOf(defaultReceipt)).toEqual({ fromName: 'Tollgate', replyTo: undefined });
    const named = { ...defaultReceipt, shopName: 'Books\u2028\u202e', supportEmail: 'help@books.example' };
    expect(senderOf(named)).toEqual({ fromName: 'Books', replyTo: 'help@books.example' });
    expect(senderOf({ ...named, replyTo: 'answers@books.example' }).replyTo).toBe('answers@books.example');
  });

  it('tells the card by brand and last four digits, and no name where the customer gave none', () => {
    const letter = letterFor({ email: 'ann@example.com' }, placed(), defaultReceipt);
    expect(letter).toMatchObject({ card: 'Visa ending in 1111', customerName: '', language: 'en' });
    expect(letterFor(ann, placed(), { ...defaultReceipt, showsCardDigits: false }).card).toBe('Visa');
  });

  it('says of a test that it was one, and of a live order nothing', () => {
    expect(letterFor(ann, placed('test'), defaultReceipt).testNote).not.toBe('');
    expect(letterFor(ann, placed('live'), defaultReceipt).testNote).toBe('');
  });

  it('is in the language of the shop', () => {
    const german = letterFor(ann, placed('test'), { ...defaultReceipt, language: 'de' });
    expect(german.language).toBe('de');
    expect(german.testNote).not.toBe(letterFor(ann, placed('test'), defaultReceipt).testNote);
  });
});
