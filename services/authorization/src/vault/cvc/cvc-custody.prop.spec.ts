import { DomainError, TransientError } from '@tollgate/errors';
import fc from 'fast-check';
import { CVC, cardToStore, MERCHANT, MemoryVaults } from '../testing/memory-vault.js';

interface Step {
  readonly replica: number;
  readonly isIntended: boolean;
  readonly weather: 'fair' | 'answer_lost' | 'receipt_lost';
  readonly afterMs: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  replica: fc.nat({ max: 2 }),
  isIntended: fc.boolean(),
  weather: fc.constantFrom('fair', 'fair', 'answer_lost', 'receipt_lost'),
  afterMs: fc.constantFrom(0, 100, 4_999, 5_000, 6_000),
});

/** Redelivers an order to replicas, over a network that loses answers; answers the CVCs that uses saw, and the first
 *  refusal. */
const run = async (steps: readonly Step[]) => {
  const vaults = new MemoryVaults();
  const replicas = ['a', 'b', 'c'].map((name) => vaults.replica(name));
  const token = (await replicas[0]?.vault.store(cardToStore())) ?? '';
  const begun = vaults.nowMs;
  const intended: (string | undefined)[] = [];
  for (const { replica, isIntended, weather, afterMs } of steps) {
    vaults.nowMs += afterMs;
    vaults.weather = (_to, isReceipt) => (isReceipt === (weather === 'receipt_lost') ? weather : 'fair');
    const use = replicas[replica]?.vault.use(token, MERCHANT, async ({ cvc }) => {
      if (!isIntended) throw new TransientError('no serial number');
      intended.push(cvc?.reveal());
    });
    const refusal = await use?.then(
      () => undefined,
      (error: unknown) => error,
    );
    if (intended.length > 0) return { intended, refusal };
    if (refusal instanceof DomainError) return { intended, refusal, ageMs: vaults.nowMs - begun };
  }
  return { intended, refusal: undefined };
};

describe('the custody of a CVC', () => {
  it('loses none before an intent is durable, whatever fails, within its two minutes', () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const { intended, refusal, ageMs = 0 } = await run(steps);
        if (refusal !== undefined) expect(ageMs).toBeGreaterThan(119_000);
        for (const cvc of intended) expect(cvc).toBe(CVC);
      }),
      { numRuns: 1_000 },
    ));
});
