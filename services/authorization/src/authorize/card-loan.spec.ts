import { DomainError } from '@tollgate/errors';
import { fold, type Order } from '@tollgate/order';
import { fraudAccepted, fraudHeld, orderPlaced, orderPriced, reviewResolved } from '@tollgate/testing';
import type { CardDetails } from '../processors/card-processor.js';
import { CardLoan, type CardScope, type CardSource } from './card-loan.handler.js';

const details = { expiry: '3012' } as CardDetails;
const order = fold([orderPlaced(), orderPriced(), fraudAccepted()]) as Order;

/** A vault that says what became of the card. */
const vault = (error?: Error) => {
  const uses: { scope: CardScope; outcome: 'out' | 'spent' | 'put back' }[] = [];
  const source: CardSource = {
    forget: () => undefined,
    keep: async () => undefined,
    use: async (_token, scope, use) => {
      if (error !== undefined) throw error;
      const one: (typeof uses)[number] = { scope, outcome: 'out' };
      uses.push(one);
      try {
        const result = await use(details);
        one.outcome = 'spent';
        return result;
      } catch (failure) {
        one.outcome = 'put back';
        throw failure;
      }
    },
  };
  return { source, uses };
};
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a card on loan', () => {
  it('is spent once the intent is durable', async () => {
    const { source, uses } = vault();
    const loan = new CardLoan(source);
    expect(await loan.take(order)).toBe(details);
    expect(uses).toEqual([{ scope: { merchant: 'mer_demo', mode: 'test' }, outcome: 'out' }]);
    loan.spend();
    loan.end();
    await settled();
    expect(uses[0]?.outcome).toBe('spent');
  });

  it('goes back, CVC and all, when anything failed before that', async () => {
    const { source, uses } = vault();
    const loan = new CardLoan(source);
    await loan.take(order);
    loan.end();
    await settled();
    expect(uses[0]?.outcome).toBe('put back');
  });

  it('is taken once, however often the stream has gone on meanwhile', async () => {
    const { source, uses } = vault();
    const loan = new CardLoan(source);
    await Promise.all([loan.take(order), loan.take(order)]);
    expect(uses).toHaveLength(1);
    loan.end();
  });

  it.each([
    [
      'an order that waited for somebody to look at it',
      fold([orderPlaced(), orderPriced(), fraudHeld(), reviewResolved('accept')]),
    ],
    [
      'a card that was stored before',
      fold([orderPlaced({ card: { token: 'card_1', brand: 'visa', isStored: true } }), orderPriced(), fraudAccepted()]),
    ],
  ])('may be without its CVC for %s', async (_what, accepted) => {
    const { source, uses } = vault();
    const loan = new CardLoan(source);
    await loan.take(accepted as Order);
    loan.end();
    expect(uses[0]?.scope.mayBeWithoutCvc).toBe(true);
  });

  it('is refused with the vault’s reason', async () => {
    const loan = new CardLoan(vault(new DomainError('card_data_lost')).source);
    await expect(loan.take(order)).rejects.toMatchObject({ code: 'card_data_lost' });
    loan.end();
  });
});
