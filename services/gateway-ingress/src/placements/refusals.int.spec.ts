import { TestGateway } from '../testing/gateway.js';
import { orderWith, sampleOrder } from '../testing/orders.js';

const pan = '4111111111111111';
const deep = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const [book] = sampleOrder().items;

/** What is sent, and the code and field it is refused with. */
const wrongFields: readonly (readonly [what: string, body: object, code: string, field: string])[] = [
  ['no type', orderWith('/type', undefined), 'required', '/type'],
  ['an unknown type', orderWith('/type', 'gift'), 'invalid_value', '/type'],
  ['a type that is a number', orderWith('/type', 1), 'invalid_type', '/type'],
  ['no currency', orderWith('/currency', undefined), 'required', '/currency'],
  ['an unknown currency', orderWith('/currency', 'ZZZ'), 'unknown_currency', '/currency'],
  ['a currency in small letters', orderWith('/currency', 'usd'), 'unknown_currency', '/currency'],
  ['no items', orderWith('/items', undefined), 'required', '/items'],
  ['an empty list of items', orderWith('/items', []), 'too_few_items', '/items'],
  ['too many items', orderWith('/items', Array(101).fill(book)), 'too_many_items', '/items'],
  ['items that are no list', orderWith('/items', {}), 'invalid_type', '/items'],
  ['an item that is null', orderWith('/items/0', null), 'invalid_type', '/items/0'],
  ['a sku with a slash', orderWith('/items/0/sku', 'a/b'), 'invalid_sku', '/items/0/sku'],
  ['an unknown digital sku', orderWith('/items/0/sku', 'NOPE'), 'unknown_sku', '/items/0/sku'],
  ['a digital sku without a file', orderWith('/items/0/sku', 'EMPTY-1'), 'no_file_for_sku', '/items/0/sku'],
  ['a digital good that is to be shipped', orderWith('/items/0/kind', 'physical'), 'good_is_digital', '/items/0/kind'],
  ['an unknown kind', orderWith('/items/0/kind', 'service'), 'invalid_value', '/items/0/kind'],
  ['a quantity of none', orderWith('/items/0/quantity', 0), 'too_small', '/items/0/quantity'],
  ['a quantity of half', orderWith('/items/0/quantity', 0.5), 'not_an_integer', '/items/0/quantity'],
  ['a quantity as text', orderWith('/items/0/quantity', '1'), 'invalid_type', '/items/0/quantity'],
  ['an absurd quantity', orderWith('/items/0/quantity', 10_001), 'too_large', '/items/0/quantity'],
  ['no amount', orderWith('/items/0/unitAmount', undefined), 'required', '/items/0/unitAmount'],
  ['a negative amount', orderWith('/items/0/unitAmount', -1), 'negative_amount', '/items/0/unitAmount'],
  ['a fractional amount', orderWith('/items/0/unitAmount', 19.99), 'not_an_integer', '/items/0/unitAmount'],
  ['an amount as text', orderWith('/items/0/unitAmount', '1999'), 'invalid_type', '/items/0/unitAmount'],
  ['an amount over the limit', orderWith('/items/0/unitAmount', 10_000_000_000), 'amount_too_large', '/items/0/unitAmount'],
  ['an amount beyond exact numbers', orderWith('/items/0/unitAmount', 2 ** 60), 'amount_too_large', '/items/0/unitAmount'],
  [
    'a line that overflows',
    orderWith('/items/0', { ...book, quantity: 10_000, unitAmount: 9_999_999_999 }),
    'amount_too_large',
    '/items/0/unitAmount',
  ],
  [
    'a sum that overflows',
    orderWith('/items', Array(2).fill({ ...book, unitAmount: 9_999_999_999 })),
    'amount_too_large',
    '/items',
  ],
  ['a negative weight', orderWith('/items/1/weightGrams', -1), 'too_small', '/items/1/weightGrams'],
  ['a line break in a description', orderWith('/items/0/description', 'a\r\nb'), 'invalid_characters', '/items/0/description'],
  ['an item of blanks', orderWith('/items/0/sku', ' '), 'required', '/items/0/sku'],
  ['a description without end', orderWith('/items/0/description', 'a'.repeat(201)), 'too_long', '/items/0/description'],
  ['an unknown shipping method', orderWith('/shippingMethod', 'pigeon'), 'unknown_shipping_method', '/shippingMethod'],
  ['no customer', orderWith('/customer', undefined), 'required', '/customer'],
  ['no e-mail address', orderWith('/customer/email', undefined), 'required', '/customer/email'],
  ['an e-mail address without a host', orderWith('/customer/email', 'ann'), 'invalid_email', '/customer/email'],
  [
    'a header in the e-mail address',
    orderWith('/customer/email', 'a@b.com\r\nBcc: c@d.com'),
    'invalid_characters',
    '/customer/email',
  ],
  ['two e-mail addresses', orderWith('/customer/email', 'a@b.com,c@d.com'), 'invalid_email', '/customer/email'],
  ['an e-mail address without end', orderWith('/customer/email', `a@${'b.'.repeat(200)}com`), 'invalid_email', '/customer/email'],
  ['a line break in a name', orderWith('/customer/name', 'Ann\nBuyer'), 'invalid_characters', '/customer/name'],
  ['a NUL in a name', orderWith('/customer/name', 'Ann\0'), 'invalid_characters', '/customer/name'],
  ['half a character in a name', orderWith('/customer/name', 'Ann\ud800'), 'invalid_characters', '/customer/name'],
  ['a phone number of letters', orderWith('/customer/phone', 'call me'), 'invalid_phone', '/customer/phone'],
  ['no IP address', orderWith('/customer/ipAddress', '203.0.113.999'), 'invalid_ip_address', '/customer/ipAddress'],
  ['no billing address', orderWith('/billingAddress', undefined), 'required', '/billingAddress'],
  ['no country', orderWith('/billingAddress/country', undefined), 'required', '/billingAddress/country'],
  ['an unknown country', orderWith('/billingAddress/country', 'XX'), 'unknown_country', '/billingAddress/country'],
  ['no state', orderWith('/billingAddress/region', undefined), 'required', '/billingAddress/region'],
  ['an unknown state', orderWith('/billingAddress/region', 'ZZ'), 'unknown_region', '/billingAddress/region'],
  ['no ZIP code', orderWith('/billingAddress/postalCode', undefined), 'required', '/billingAddress/postalCode'],
  ['a wrong ZIP code', orderWith('/billingAddress/postalCode', '1220'), 'invalid_postal_code', '/billingAddress/postalCode'],
  ['no address to ship to', orderWith('/shippingAddress', undefined), 'required', '/shippingAddress'],
  ['a line break in a street', orderWith('/shippingAddress/line1', '1\r\nMain'), 'invalid_characters', '/shippingAddress/line1'],
  ['no payment where something is to be paid', orderWith('/payment', undefined), 'payment_required', '/payment'],
  ['no card', orderWith('/payment/card', undefined), 'required', '/payment/card'],
  ['a card and a saved one', orderWith('/payment/token', 'card_saved'), 'card_and_token', '/payment/token'],
  ['a saved card nobody knows', orderWith('/payment', { token: 'card_x' }), 'unknown_card', '/payment/token'],
  ['the card of another order', orderWith('/payment', { token: 'card_once' }), 'unknown_card', '/payment/token'],
  ['a unique reference that is none', { ...sampleOrder(), referenceIsUnique: true }, 'required', '/reference'],
  ['a reference without end', orderWith('/reference', 'r'.repeat(65)), 'too_long', '/reference'],
  [
    'a card number that fails its check',
    orderWith('/payment/card/number', '4111111111111112'),
    'invalid_card_number',
    '/payment/card/number',
  ],
  ['a card number that is a number', orderWith('/payment/card/number', 4111111111111111), 'invalid_type', '/payment/card/number'],
  ['a month that is none', orderWith('/payment/card/expiryMonth', 13), 'invalid_expiry_month', '/payment/card/expiryMonth'],
  ['a card that has expired', orderWith('/payment/card/expiryYear', 2020), 'card_expired', '/payment/card/expiryMonth'],
  ['a card of two digits’ year', orderWith('/payment/card/expiryYear', 30), 'invalid_expiry_year', '/payment/card/expiryYear'],
  ['a card of the next century', orderWith('/payment/card/expiryYear', 2150), 'invalid_expiry_year', '/payment/card/expiryYear'],
  ['a CVC of two digits', orderWith('/payment/card/cvc', '12'), 'invalid_cvc', '/payment/card/cvc'],
  ['a CVC that is a number', orderWith('/payment/card/cvc', 123), 'invalid_type', '/payment/card/cvc'],
  ['the card number in the metadata', orderWith('/metadata/note', `paid by ${pan}`), 'card_number_in_text', '/metadata/note'],
  ['O6: it in groups', orderWith('/metadata/note', '4111 1111 1111 1111'), 'card_number_in_text', '/metadata/note'],
  [
    'O6: it with letters between',
    orderWith('/items/0/description', [...pan].join('x')),
    'card_number_in_text',
    '/items/0/description',
  ],
  [
    'O6: it in other digits',
    orderWith('/customer/name', '４１１１１１１１１１１１１１１１'),
    'card_number_in_text',
    '/customer/name',
  ],
  ['O6: another card’s number', orderWith('/metadata/note', '5555 5555 5555 4444'), 'card_number_in_text', '/metadata/note'],
  ['O6: it in a metadata key', orderWith(`/metadata/k${pan}`, 'x'), 'card_number_in_text', '/metadata/****'],
  ['O6: it as a sku', orderWith('/items/1/sku', pan), 'card_number_in_text', '/items/1/sku'],
  ['O6: it as a reference', orderWith('/reference', pan), 'card_number_in_text', '/reference'],
  ['O6: it in an address', orderWith('/billingAddress/line2', pan), 'card_number_in_text', '/billingAddress/line2'],
  ['O6: it in an e-mail address', orderWith('/customer/email', `${pan}@example.com`), 'card_number_in_text', '/customer/email'],
  [
    'O8: a ZIP code of another state',
    orderWith('/billingAddress/postalCode', '94105'),
    'postal_code_mismatch',
    '/billingAddress/postalCode',
  ],
  [
    'O15: a local part of 65 characters',
    orderWith('/customer/email', `${'a'.repeat(65)}@example.com`),
    'invalid_email',
    '/customer/email',
  ],
  ['metadata that is no text', orderWith('/metadata/count', 1), 'invalid_type', '/metadata/count'],
  ['a strange metadata key', orderWith('/metadata/a b', 'c'), 'invalid_metadata_key', '/metadata/a b'],
  ['S3: a merchant in the body', orderWith('/merchantId', 'mer_other'), 'unknown_field', '/merchantId'],
  ['S3: a status in the body', orderWith('/status', 'approved'), 'unknown_field', '/status'],
  ['S3: a result of the payment', orderWith('/payment/status', 'captured'), 'unknown_field', '/payment/status'],
];

describe('an order that is refused', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(async () => {
    expect(await gateway.stored()).toEqual({ events: 0, idempotencyRecords: 0, cards: 0 });
    await gateway.stop();
  });

  const send = (body: unknown, headers: Record<string, string> = {}) => gateway.send('POST', '/v1/orders', { body, headers });

  it.each(wrongFields)('with %s says what and where, and leaves nothing behind', async (...[, body, code, field]) => {
    const { status, json, text } = await send(body, { 'idempotency-key': 'refused-key' });
    expect([status, json.code, json.field]).toEqual([422, code, field]);
    expect(json.errors[0]).toEqual({ code, field, detail: expect.any(String) });
    expect(text).not.toContain(pan);
    expect(await gateway.stored()).toEqual({ events: 0, idempotencyRecords: 0, cards: 0 });
  });

  it.each([
    ['cut JSON', '{"type":', 'malformed_json'],
    ['no JSON at all', 'hello', 'malformed_json'],
    ['an empty body', '', 'malformed_json'],
    ['JSON nested too deep', deep(100), 'malformed_json'],
    ['JSON nested far too deep', deep(100_000), 'malformed_json'],
    ['a list', '[]', 'not_an_object'],
    ['a number', '1', 'not_an_object'],
    ['null', 'null', 'not_an_object'],
  ])('of %s is a 400', async (...[, body, code]) => {
    const { status, json } = await send(body, { 'content-type': 'application/json' });
    expect([status, json.code]).toEqual([400, code]);
  });

  it('names every field that is wrong', async () => {
    const { json } = await send({ ...orderWith('/currency', 'ZZZ'), customer: {}, payment: {} });
    expect(json.errors.map(({ code, field }: Record<string, string>) => [code, field])).toEqual([
      ['unknown_currency', '/currency'],
      ['required', '/customer/email'],
      ['required', '/payment/card'],
    ]);
  });

  it('keeps its head with keys that mean something to JavaScript', async () => {
    const codeOf = async (body: string) => {
      const { status, json } = await send(body);
      return [status, json.code];
    };
    expect(await codeOf('{"__proto__":{"type":"sale"}}')).toEqual([400, 'malformed_json']);
    expect(await codeOf('{"constructor":{"type":"sale"},"toString":1}')).toEqual([422, 'required']);
  });

  it.each([
    ['too long', 'k'.repeat(256)],
    ['beyond ASCII', 'sch\u00fcssel'],
  ])('has an idempotency key that is %s', async (_, key) => {
    const { status, json } = await send(sampleOrder(), { 'idempotency-key': key });
    expect([status, json.code, json.field]).toEqual([422, 'invalid_idempotency_key', 'Idempotency-Key']);
  });

  it('S18: has its card number in an idempotency key or request id, which are kept', async () => {
    for (const header of ['idempotency-key', 'x-request-id']) {
      const { status, json } = await send(sampleOrder(), { [header]: `order-${pan}` });
      expect([status, json.code]).toEqual([422, 'card_number_in_text']);
    }
  });

  it.each([
    ['no key', ''],
    ['a key of nobody', `tgk_test_${'n'.repeat(43)}`],
    ['something else', 'secret'],
  ])('comes with %s', async (_, key) => {
    const { status, json, headers } = await gateway.send('POST', '/v1/orders', { body: sampleOrder(), key });
    expect([status, json.code, headers['www-authenticate']]).toEqual([401, 'invalid_api_key', 'Bearer']);
  });

  it.each([
    ['/type', 'gift', 'One of these is taken: `sale`, `preauth`.'],
    ['/items', [], 'At least 1 of them.'],
    ['/items/0/quantity', 0, 'At least 1.'],
  ])('is told what %s may be instead', async (...[field, value, detail]) => {
    const { json } = await send(orderWith(field, value));
    expect([json.field, json.detail, json.errors[0].detail]).toEqual([field, detail, detail]);
  });
});
