import { createPaymentMethod } from './create-payment-method.js';
import { TEST_CARDS } from './test-cards.data.js';

const source = { newId: (prefix: string) => `${prefix}_1`, now: () => new Date('2026-11-26T10:00:00Z') };
const aCard = (more: object) => ({
  type: 'card' as const,
  card: { number: '4242424242424242', exp_month: 12, exp_year: 2030, ...more },
});

describe('a card', () => {
  it('is taken without its number', () => {
    const { entries, shows } = createPaymentMethod(source, aCard({ cvc: '123' }));
    expect(entries).toMatchObject([{ kind: 'method_created', method: 'pm_1', last4: '4242', hasCvc: true, hasStreet: false }]);
    expect(JSON.stringify({ entries, shows })).not.toMatch(/\d{11,}|123"/);
  });

  it('of this month is still good', () =>
    expect(createPaymentMethod(source, aCard({ exp_month: 11, exp_year: 2026 })).entries).toHaveLength(1));

  it.each([
    [{ number: '4242424242424241' }, 'incorrect_number'],
    [{ exp_month: 13 }, 'invalid_expiry_month'],
    [{ exp_month: 10, exp_year: 2026 }, 'invalid_expiry_year'],
    [{ cvc: '12' }, 'invalid_cvc'],
  ])('with %j is refused: %s', (more, code) =>
    expect(() => createPaymentMethod(source, aCard(more))).toThrow(
      expect.objectContaining({ status: 402, error: expect.objectContaining({ code }) }),
    ),
  );

  it.each(Object.keys(TEST_CARDS))('test card %s can be read', (number) =>
    expect(createPaymentMethod(source, aCard({ number })).entries).not.toMatchObject([{ behavior: 'plain' }]),
  );
});
