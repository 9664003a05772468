import { TestGateway } from '../testing/gateway.js';

const pan = '4111111111111111';
const card = { number: '5555555555554444', expiryMonth: 12, expiryYear: 2030, cvc: '123' };
const cardToken = (billingAddress: object) => ({ card, consent: true, billingAddress: { country: 'HK', ...billingAddress } });

describe('a card number in text that would be kept', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  it.each([
    ['the shop’s name', '/v1/settings/receipt', { shopName: pan }, '/shopName'],
    ['the support’s e-mail address', '/v1/settings/receipt', { supportEmail: `${pan}@example.com` }, '/supportEmail'],
    ['the support’s page', '/v1/settings/receipt', { supportUrl: `https://example.com/${pan}` }, '/supportUrl'],
    ['a setting deep inside', '/v1/settings/shipping', { methods: [{ name: 'x 4111-1111-1111-1111' }] }, '/methods/0/name'],
    ['a setting’s own name', '/v1/settings/fraud', { limits: { [pan]: 1 } }, '/limits'],
    ['a number among settings', '/v1/settings/fraud', { amountLimit: Number(pan) }, '/amountLimit'],
    ['the address of a good', `/v1/goods/${pan}`, { kind: 'digital' }, 'sku'],
    ['the description of a good', '/v1/goods/EBOOK-1', { kind: 'digital', description: pan }, '/description'],
    ['the name of a file', `/v1/goods/EBOOK-1/files/${pan}.epub`, 'bytes', 'name'],
    ['the sku of a file', `/v1/goods/${pan}/files/book.epub`, 'bytes', 'sku'],
  ])('is refused in %s, and nothing is appended', async (...[, path, body, field]) => {
    const { status, json, text } = await gateway.send('PUT', path, { body, headers: { 'idempotency-key': 'stray' } });
    expect([status, json.code, json.field]).toEqual([422, 'card_number_in_text', field]);
    expect(text).not.toContain(pan);
    expect(await gateway.stored()).toEqual({ events: 0, idempotencyRecords: 0, cards: 0 });
  });

  it.each([
    ['another card’s number in a postal code', { postalCode: pan }, '/billingAddress/postalCode'],
    ['another card’s number in a name', { name: pan }, '/billingAddress/name'],
    ['its own with letters between', { line1: [...card.number].join('x') }, '/billingAddress/line1'],
  ])('is refused in the address of a saved card: %s', async (...[, address, field]) => {
    const { status, json } = await gateway.send('POST', '/v1/card-tokens', { body: cardToken(address) });
    expect([status, json.code, json.field]).toEqual([422, 'card_number_in_text', field]);
    expect((await gateway.stored()).cards).toBe(0);
  });
});
