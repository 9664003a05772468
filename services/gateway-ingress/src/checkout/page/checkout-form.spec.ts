import { html } from '@tollgate/web-pages';
import { addressParts } from '../../addresses/address-parts.data.js';
import { countries } from '../../addresses/countries.data.js';
import { amountText } from '../frame/amount-text.js';
import { pageFrame } from '../frame/page-frame.js';
import { brandName, pageScript } from '../frame/page-script.js';
import { sayIn } from '../texts/page-texts.js';
import { type CheckoutForm, checkoutForm } from './checkout-form.js';
import { addressHtml } from './form-fields.js';

const form: CheckoutForm = {
  say: sayIn('en'),
  language: 'en',
  seller: 'The <Shop>',
  values: { 'billingAddress.country': 'US', 'customer.email': '"><script>' },
  errors: new Map(),
  formToken: 't',
  now: new Date('2026-11-28T12:00:00Z'),
  countries,
  quote: undefined,
  consents: [],
  savedCards: [],
  terms: {
    type: 'sale',
    currency: 'USD',
    items: [{ sku: 'MUG-1', description: '<b>Mug</b>', kind: 'physical', quantity: 2, unitAmount: 1250 }],
    successUrl: 'https://shop.example/thanks',
    cancelUrl: 'https://shop.example/cart?a="b"',
  },
};
const quote = {
  amounts: { subtotal: 2500, shipping: 0, tax: 100, total: 2600 },
  methods: [
    { name: 'ground', amount: 0 },
    { name: 'night_bus', amount: 900 },
  ],
  method: 'ground',
};
const shown = (change: Partial<CheckoutForm> = {}): string => checkoutForm({ ...form, ...change }).text;

describe('the form of the page', () => {
  it('S16: escapes what merchant and customer wrote', () => {
    expect(shown()).not.toMatch(/<script>|<b>Mug|The <Shop>|"b"/);
    expect(shown()).toContain('&lt;b&gt;Mug&lt;/b&gt;');
  });

  it('asks for the card once there is a total, and for none where it is nothing', () => {
    const isCardShown = (change: Partial<CheckoutForm>) => !/<div id="card" hidden>/.test(shown(change));
    expect([isCardShown({}), isCardShown({ quote })]).toEqual([false, true]);
    const free = { ...quote, amounts: { ...quote.amounts, total: 0 } };
    expect([isCardShown({ quote: free }), shown({ quote: free }).includes('Place the order')]).toEqual([false, true]);
    expect(shown({ quote })).toContain('Pay $26.00');
  });

  it('offers the methods with their prices, by a name that people read', () => {
    expect(shown({ quote })).toMatch(/value="ground" data-live checked><span>Standard<\/span><b>Free<\/b>/);
    expect(shown({ quote })).toContain('<span>Night bus</span><b>$9.00</b>');
  });

  it('names what is wrong at the top and at the field', () => {
    const text = shown({ errors: new Map([['customer.email', 'invalid_email']]), notice: 'declined' });
    expect(text).toContain('<a href="#customer-email">E-mail</a>');
    expect(text).toContain('aria-describedby="customer-email-hint customer-email-error"');
    expect(text).toContain('The payment was not accepted');
  });

  it.each([
    ['ja', 'JP', '都道府県'],
    ['en', 'US', 'State'],
    ['en', 'CA', 'Province'],
  ] as const)('calls a region among the errors as its field does: %s, %s', (language, country, label) => {
    const values = { 'billingAddress.country': country };
    const text = shown({ say: sayIn(language), values, errors: new Map([['billingAddress.region', 'required']]) });
    expect(text).toContain(`<a href="#billingAddress-region">${label}</a>`);
    expect(text).toContain(`<label for="billingAddress-region">${label}</label>`);
  });

  it('says of what is sold out that it is, and that nothing was charged, and offers no other try', () => {
    const text = shown({ quote, notice: 'sold_out' });
    expect(text).toMatch(/Sold out.*Nothing was charged.*href="https:\/\/shop.example\/cart/s);
    expect(text).not.toMatch(/<form|safely try again/);
  });

  it('calls a saved card that was deleted meanwhile by its name, and leads to the cards', () => {
    const text = shown({ quote, errors: new Map([['payWith', 'unknown_card']]) });
    expect(text).toContain('<a href="#payWith">Card</a>');
  });

  it('never shows a card again', () =>
    expect(shown({ quote, values: { ...form.values, 'card.number': '4111', 'card.cvc': '987' } })).not.toMatch(/4111|987/));

  it.each([
    ['US', ['line1', 'city', 'region', 'postalCode'], 'State', 'ZIP code'],
    ['DE', ['line1', 'postalCode', 'city'], undefined, 'Postal code'],
    ['JP', ['postalCode', 'region', 'line1'], 'Prefecture', 'Postal code'],
    ['HK', ['region', 'city', 'line1'], 'Area', undefined],
    ['IE', ['line1', 'city', 'region', 'postalCode'], 'County', 'Eircode'],
  ])('has the parts of an address of %s, in the order of its envelopes', (country, parts, ...labels) => {
    expect(addressParts(country).parts).toEqual(parts);
    const text = addressHtml('billingAddress', { ...form, values: { 'billingAddress.country': country } }, countries).text;
    for (const label of labels) if (label !== undefined) expect(text).toContain(`>${label}`);
  });

  it('calls regions as the reader does', () => {
    const prefectures = (language: string) =>
      addressHtml('billingAddress', { ...form, language, values: { 'billingAddress.country': 'JP' } }, countries).text;
    expect([prefectures('ja').includes('>東京都<'), prefectures('en').includes('>Tokyo<')]).toEqual([true, true]);
  });
});

describe('the page around it', () => {
  it('is whole, in its language, and says where no money moves', () => {
    const text = pageFrame({ language: 'ja', title: '<t>', say: sayIn('ja'), isTest: true, seller: 'S' }, html`<h1>x</h1>`);
    expect(text).toMatch(/^<!doctype html>\n<html lang="ja">/);
    expect(text).toContain('<title>&lt;t&gt; · S</title>');
    expect(text).toMatch(/<section class="test" aria-label="テストモード/);
  });

  it('has a script that can be read, and that reads cards as the server does', () => {
    expect(() => new Function(pageScript)).not.toThrow();
    for (const name of ['expiryIn', 'expiryFault']) expect(pageScript).toContain(`const ${name} = `);
    expect(shown()).toContain('data-now="1795867200000"');
    expect(brandName('amex')).toBe('American Express');
  });

  it.each([
    [5426, 'USD', 'en', '$54.26'],
    [5426, 'JPY', 'ja', '￥5,426'],
    [5426, 'KWD', 'en', 'KWD 5.426'],
    [5426, 'EUR', 'de', '54,26 €'],
  ])('writes %d %s as is done in %s', (minor, currency, language, text) =>
    expect(amountText(minor, currency, language).replaceAll('\u00a0', ' ')).toBe(text),
  );
});
