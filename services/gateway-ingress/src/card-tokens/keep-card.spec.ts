import { DomainError } from '@tollgate/errors';
import { MemoryStore } from '@tollgate/order-log';
import { CardSecret } from '../cards/card-secret.js';
import type { CardVault } from '../cards/card-vault.client.js';
import type { OrderKeys } from '../orders/order-keys.store.js';
import { openReplica } from '../testing/replica.js';
import { KeepCard } from './keep-card.handler.js';

const body = {
  card: { number: new CardSecret('4111111111111111'), expiryMonth: 12, expiryYear: 2030, cvc: undefined },
  consent: true as const,
};

/** Two replicas before one vault, both of which store the card before either keeps the key. */
const setUp = () => {
  const store = new MemoryStore();
  const cards = new Set<string>();
  let count = 0;
  const both = Promise.withResolvers<void>();
  const vault = {
    store: async () => {
      count += 1;
      const token = `card_${count}`;
      cards.add(token);
      if (count === 2) both.resolve();
      await both.promise;
      return token;
    },
    find: async (token: string) => {
      if (!cards.has(token)) throw new DomainError('not_found');
      return { token, isReusable: true };
    },
    delete: async (token: string) => void cards.delete(token),
  } as unknown as CardVault;
  const keys = { nameOf: () => 'f1' } as unknown as OrderKeys;
  const clock = { now: () => new Date('2026-11-26T12:00:00Z') };
  const replica = () => {
    const { idempotency, once } = openReplica(store);
    const handler = new KeepCard(vault, keys, idempotency, clock);
    return (content: string) => once({ key: 'k', content }, (context) => handler.keep(body, context));
  };
  return { one: replica(), other: replica(), cards };
};

/** A gateway before a vault that keeps one card. */
const keepOne = () => {
  const store = new MemoryStore();
  let card: object | undefined;
  const vault = {
    store: async () => {
      card = { token: 'card_1', isReusable: true, brand: 'visa', last4: '1111', createdAt: '2026-11-26T12:00:00.000Z' };
      return 'card_1';
    },
    find: async () => card,
    delete: async () => {
      card = undefined;
    },
  } as unknown as CardVault;
  const { idempotency, once } = openReplica(store);
  const keys = { nameOf: () => 'f1' } as unknown as OrderKeys;
  const handler = new KeepCard(vault, keys, idempotency, { now: () => new Date('2026-11-26T12:00:00Z') });
  const keep = () => once({ key: 'k', content: 'same' }, (context) => handler.keep(body, context));
  const forget = () => once({ key: 'other', content: 'x' }, (context) => handler.forget('card_1', context));
  const keepAsBefore = () =>
    once({ key: 'k', content: 'same' }, async (context) => {
      await vault.store({}, { ...context, isReusable: true });
      await idempotency.keep(context.attempt, { answer: 'card_1' });
    });
  return { keep, forget, keepAsBefore };
};

describe('a card that is kept again under its Idempotency-Key', () => {
  it('is answered by its token as it was kept, also after the token was deleted', async () => {
    const { keep, forget } = keepOne();
    const first = await keep();
    expect(first).toMatchObject({ id: 'card_1', brand: 'visa', last4: '1111' });
    await forget();
    expect(await keep()).toEqual(JSON.parse(JSON.stringify(first)));
  });

  it('is known by the key that an earlier release kept', async () => {
    const { keep, keepAsBefore } = keepOne();
    await keepAsBefore();
    expect(await keep()).toMatchObject({ id: 'card_1', last4: '1111' });
  });
});

describe('a card that two replicas keep under one Idempotency-Key', () => {
  it('is one token for both requests, and the vault is left with one card', async () => {
    const { one, other, cards } = setUp();
    const [first, second] = await Promise.all([one('same'), other('same')]);
    expect(second.id).toBe(first.id);
    expect([...cards]).toEqual([first.id]);
  });

  it('is refused to the request that asked for something else, whose card is gone', async () => {
    const { one, other, cards } = setUp();
    const [first, second] = await Promise.allSettled([one('this'), other('that')]);
    const kept = [first, second].flatMap((each) => (each.status === 'fulfilled' ? [each.value.id] : []));
    const refused = [first, second].flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(refused).toEqual(['idempotency_key_reused']);
    expect([...cards]).toEqual(kept);
  });
});
