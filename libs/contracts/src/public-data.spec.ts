import { publicDataOf } from './public-data.js';

describe("a merchant's view of an event", () => {
  it('shows the fields that the contract allows, and leaves out tokens, sealed data, screening and store keys', () => {
    const dataText = JSON.stringify({
      type: 'sale',
      currency: 'USD',
      lines: [{ sku: 'EBOOK-1', forms: [{ file: { name: 'book.epub', objectKey: 'mer_demo/secret' } }] }],
      card: { token: 'card_secret', brand: 'visa', bin: '411111', last4: '1111' },
      screening: { card: 'c1' },
      sealedPersonalData: 'sealed',
      metadata: { cart: 'c-17' },
    });
    expect(publicDataOf({ type: 'OrderPlaced', dataText })).toEqual({
      type: 'sale',
      currency: 'USD',
      lines: [{ sku: 'EBOOK-1', forms: [{ file: { name: 'book.epub' } }] }],
      card: { brand: 'visa', last4: '1111' },
      metadata: { cart: 'c-17' },
    });
  });

  it('does not show what a later release added: nothing says that it may be seen', () => {
    expect(publicDataOf({ type: 'PaymentDeclined', dataText: '{"code":"do_not_honor","secret":"x"}' })).toEqual({
      code: 'do_not_honor',
    });
  });
});
