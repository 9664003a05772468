import { CARDS, cardOf, money, StripeStack } from './testing/stripe-stack.js';

const nothing = { authorized: 0, captured: 0, refunded: 0, held: 0, liveCount: 0 };

describe('authorizing through Stripe', () => {
  let stack: StripeStack;

  beforeEach(async () => {
    stack = await StripeStack.start();
  });
  afterEach(() => stack.stop());

  it('holds the amount, and names it before the issuer is asked', async () => {
    const prepared = await stack.processor.prepare(stack.request('authorize'));
    expect(prepared.reference?.reference).toEqual({ case: 'external', value: expect.stringMatching(/^pi_/) });
    expect(stack.books).toEqual(nothing);
    expect(await prepared.submit()).toEqual({
      outcome: 'approved',
      reference: prepared.reference,
      authorizationCode: expect.stringMatching(/^\d{6}$/),
      avs: 'Y',
      cvc: 'M',
      networkCode: '',
    });
    expect(stack.books).toEqual({ authorized: 1000, captured: 0, refunded: 0, held: 1000, liveCount: 1 });
  });

  it('takes the amount at once when it is a sale', async () => {
    expect((await stack.authorized({ isSale: true })).result.outcome).toBe('approved');
    expect(stack.books).toEqual({ authorized: 1000, captured: 1000, refunded: 0, held: 0, liveCount: 1 });
  });

  it.each([
    ['4000000000000002', 'do_not_honor', '05'],
    ['4000000000009995', 'insufficient_funds', '51'],
    ['4000000000009987', 'lost_card', '41'],
    ['4000000000009979', 'stolen_card', '43'],
    ['4000000000000069', 'expired_card', '54'],
    ['4000000000000127', 'incorrect_cvc', 'N7'],
    ['4000000000000119', 'system_malfunction', '96'],
    ['4000000000006975', 'frequency_limit_exceeded', '65'],
    ['4100000000000019', 'suspected_fraud', ''],
    ['4000000000003220', 'authentication_required', ''],
    ['4242424242424241', 'invalid_card_number', ''],
  ])('with card %s is declined: %s, network code %p', async (pan, code, networkCode) => {
    expect((await stack.authorized({ pan })).result).toMatchObject({ outcome: 'declined', code, networkCode });
    expect(stack.books).toEqual(nothing);
  });

  it('tells with a decline what the issuer checked', async () =>
    expect((await stack.authorized({ pan: CARDS.wrongCvc })).result).toMatchObject({ avs: 'Y', cvc: 'N' }));

  it.each([
    ['4000000000000010', 'N', 'M'],
    ['4000000000000028', 'Z', 'M'],
    ['4000000000000036', 'A', 'M'],
    ['4000000000000044', 'U', 'M'],
    ['4000000000000101', 'Y', 'N'],
  ])('with card %s is approved with AVS %s and CVC %s: the merchant decides', async (pan, avs, cvc) =>
    expect((await stack.authorized({ pan })).result).toMatchObject({ outcome: 'approved', avs, cvc }),
  );

  it('with a stored card goes without CVC, as merchant-initiated', async () =>
    expect((await stack.authorized({ isStored: true })).result).toMatchObject({ outcome: 'approved', cvc: '' }));

  it('with a stored card that wants authentication is declined', async () =>
    expect((await stack.authorized({ pan: CARDS.wantsAuthentication, isStored: true })).result).toMatchObject({
      outcome: 'declined',
      code: 'authentication_required',
    }));

  it('past its date is declined', async () => {
    const request = { ...stack.request('authorize'), card: { ...cardOf(CARDS.approved), expiry: '2001' } };
    expect(await stack.submit(request)).toMatchObject({ outcome: 'declined', code: 'expired_card' });
  });

  it.each([
    [5120n, 'KWD', 5120],
    [500n, 'JPY', 500],
    [5n, 'ISK', 500],
    [7n, 'UGX', 700],
    [100_000n, 'MGA', 1000],
  ])('of %s minor units of %s holds exactly %s of what Stripe counts', async (minor, currency, held) => {
    expect((await stack.authorized({ amount: money(minor, currency) })).result.outcome).toBe('approved');
    expect(stack.books.held).toBe(held);
  });

  it.each([
    [5124n, 'KWD', 'amount_not_supported'],
    [100_001n, 'MGA', 'amount_not_supported'],
    [49n, 'USD', 'amount_not_supported'],
    [100_000_000n, 'USD', 'amount_not_supported'],
    [1000n, 'IQD', 'currency_not_supported'],
    [1000n, 'SEK', 'currency_not_supported'],
  ])('of %s minor units of %s is refused before anything is promised: %s', async (minor, currency, code) => {
    const request = stack.request('authorize', { amount: money(minor, currency) });
    await expect(stack.processor.prepare(request)).rejects.toMatchObject({ name: 'DomainError', code });
    expect(stack.books).toEqual(nothing);
  });

  it('again for the same operation is the same payment', async () => {
    const request = stack.request('authorize');
    const first = await stack.processor.prepare(request);
    const second = await stack.processor.prepare(request);
    expect(second.reference).toEqual(first.reference);
    expect(await second.submit()).toMatchObject({ outcome: 'approved', reference: first.reference });
    expect(stack.books).toMatchObject({ authorized: 1000, liveCount: 1 });
  });

  it('is not named while Stripe fails: the outside failed, and nothing is promised', async () => {
    stack.simulator.fail({ on: 'POST /v1/payment_intents', fault: 'rate_limit' });
    await expect(stack.processor.prepare(stack.request('authorize'))).rejects.toMatchObject({ name: 'TransientError' });
  });

  it('is named by the next try after a server error, though Stripe repeats that error for the same key', async () => {
    const request = stack.request('authorize');
    stack.simulator.fail({ on: 'POST /v1/payment_intents', fault: 'server_error' });
    await expect(stack.processor.prepare(request)).rejects.toMatchObject({ name: 'TransientError' });
    expect((await stack.submit(request)).outcome).toBe('approved');
  });
});
