import { usd } from '@tollgate/money';
import { MemoryStore } from '@tollgate/order-log';
import { creditDeclined, creditPlaced } from '@tollgate/testing';
import { openReplica } from '../testing/replica.js';
import { EarlierCredits } from './earlier-credits.repository.js';

const caller = { merchant: 'mer_demo', mode: 'test', actor: 'key_1' } as const;
const idOf = (turn: number): string => `01890a5d-ac96-774b-bcce-${String(turn).padStart(12, '0')}`;

/** A store whose first credit was given, and all after it were declined. */
const after = (declined: number, occurredAt = '2026-11-26T12:00:00.000Z') => {
  const store = new MemoryStore();
  for (let turn = 1; turn <= declined + 1; turn += 1) {
    const id = idOf(turn);
    const header = { id, subject: { kind: 'order', id }, occurredAt } as const;
    store.add(creditPlaced({ amount: usd(turn === 1 ? 5_000n : 1n) }, header));
    if (turn > 1) store.add(creditDeclined({ operation: id }, { ...header, id: `d${turn}` }));
    const name = ['mer_demo', 'test', 'credit', `USD ${turn}`];
    store.idempotencyRecords.set(JSON.stringify(name), { id, fingerprint: '', subject: id });
  }
  const { log, idempotency } = openReplica(store);
  return new EarlierCredits(log, idempotency).since(caller, 'USD', new Date('2026-11-26T00:00:00Z'));
};

describe('the credits before a credit', () => {
  it('hide none that was given behind 521 that were declined', async () => {
    const { earlier, isCut, record } = await after(521);
    expect([earlier.map(({ minor }) => minor), isCut, record.key]).toEqual([[5_000n], false, 'USD 523']);
  });

  it('are told to be cut where there are too many to look at all of them', async () =>
    expect(await after(1_500)).toMatchObject({ earlier: [], isCut: true }));

  it('are not cut where what is left out is too old to count', async () =>
    expect(await after(1_500, '2026-11-25T12:00:00.000Z')).toMatchObject({ isCut: false }));
});
