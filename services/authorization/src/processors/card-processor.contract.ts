import { randomUUID } from 'node:crypto';
import type { ProcessorReference } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import type { Money } from '@tollgate/money';
import type { CardProcessor, OriginalRequest, ProcessorRequest, ProcessorResult } from './card-processor.js';

/** What the far side holds of an order, in minor units: what may still be captured, what was captured, and what of that was given back. */
export interface Holdings {
  readonly held: bigint;
  readonly captured: bigint;
  readonly refunded: bigint;
}

/** Cards that are answered otherwise than by a plain yes; `wrongAddress` is approved, and the address does not match. */
export type TellingCard = 'declining' | 'withoutFunds' | 'wrongAddress';

/** A card by its name. Throws where it was left out, so that what should show it is not shown by another card. */
export const panOf = (cards: object, name: TellingCard): string => {
  const pan = (cards as Partial<Readonly<Record<TellingCard, string>>>)[name];
  invariant(pan !== undefined, `there is a card ${name}, or the suite is told that the processor cannot show it`);
  return pan;
};

/** A processor against a far side that keeps books. It has every card but those that it says it cannot show. */
export interface ProcessorHarness<Missing extends TellingCard = never> {
  readonly processor: CardProcessor;
  readonly mode: 'test' | 'live';
  /** Card numbers. */
  readonly cards: Readonly<Record<'approving' | Exclude<TellingCard, Missing>, string>> & {
    /** Authorized, and every capture is refused for good with this code. */
    readonly captureRefused: { readonly pan: string; readonly code: string } | undefined;
    readonly refundRefused: { readonly pan: string; readonly code: string } | undefined;
  };
  readonly amounts: {
    /** Of currencies with 0, 2 and 3 decimals: authorized to the unit. */
    readonly exact: readonly Money[];
    /** That the processor cannot carry exactly, or not at all. */
    readonly refused: readonly Money[];
  };
  /** Whether one authorization is captured several times. */
  readonly capturesInParts: boolean;
  books(order: string): Promise<Holdings>;
  stop(): Promise<void>;
}

const usd = (minor: bigint): Money => ({ minor, currency: 'USD' });
const secret = (text: string) => ({ reveal: () => text });

/** The card as the vault gives it. */
export const cardOf = (pan: string): NonNullable<ProcessorRequest['card']> => ({
  pan: secret(pan),
  expiry: '3012',
  cvc: secret('123'),
  streetDigits: '1',
  postalCode: '12207',
  isStored: false,
});

/** An order's first request: an amount held. */
export const authorization = (pan: string, change: Partial<ProcessorRequest> = {}): ProcessorRequest => ({
  kind: 'authorize',
  operation: randomUUID(),
  order: {
    id: randomUUID(),
    merchant: 'mer_demo',
    mode: 'test',
    reference: 'order 4711',
    placedAt: '2026-11-26T10:00:00Z',
  },
  amount: usd(10_000n),
  isSale: false,
  isFinal: false,
  card: cardOf(pan),
  ...change,
});

/** What came of a request, and the reference that it has now. */
export interface Submitted {
  readonly request: ProcessorRequest;
  readonly reference: ProcessorReference | undefined;
  readonly result: ProcessorResult;
}

export const submit = async (processor: CardProcessor, request: ProcessorRequest): Promise<Submitted> => {
  const prepared = await processor.prepare(request);
  const result = await prepared.submit();
  const answered = result.outcome === 'unknown' ? undefined : result.reference;
  return { request, reference: answered ?? prepared.reference, result };
};

/** A request about an authorization that was submitted. */
export const following = (
  { request, reference, result }: Submitted,
  change: Pick<ProcessorRequest, 'kind'> & Partial<ProcessorRequest>,
): ProcessorRequest => {
  const { card: _card, ...rest } = request;
  const original: OriginalRequest = {
    operation: request.operation,
    amount: request.amount,
    isSale: request.isSale,
    reference,
    authorizationCode: result.outcome === 'approved' ? result.authorizationCode : '',
  };
  return { ...rest, operation: randomUUID(), isSale: false, original, ...change };
};

/** The same request again: nobody knows what came of it. */
export const repeating = ({ request, reference }: Submitted, attempts = 1): ProcessorRequest => ({
  ...request,
  repeats: { reference, attempts },
});

const approved = { outcome: 'approved' };
const declined = { outcome: 'declined' };
const invalidAmount = { outcome: 'declined', code: expect.stringMatching(/^[a-z_]+$/) };

/** What every card processor promises. `cannotShow`: of one that approves everything, the cards that it cannot have; what they would show
 *  is not asked of it. */
export const describeCardProcessor = <Missing extends TellingCard = never>(
  name: string,
  start: () => Promise<ProcessorHarness<Missing>>,
  cannotShow: readonly Missing[] = [],
): void => {
  const canShow = (card: TellingCard): boolean => !(cannotShow as readonly TellingCard[]).includes(card);
  describe(`${name}: what every card processor promises`, () => {
    let harness: ProcessorHarness<Missing>;
    beforeAll(async () => {
      harness = await start();
    });
    afterAll(() => harness.stop());

    const ask = (request: ProcessorRequest): Promise<Submitted> => submit(harness.processor, request);
    const order = (pan = harness.cards.approving, change: Partial<ProcessorRequest> = {}): ProcessorRequest =>
      authorization(pan, change);
    const books = ({ request }: Submitted): Promise<Holdings> => harness.books(request.order.id);

    it('is ready once it is open', () => expect(harness.processor.isReady).toBe(true));

    it('holds an amount, and tells code and checks', async () => {
      const held = await ask(order());
      expect(held.result).toMatchObject({ outcome: 'approved', avs: 'Y', cvc: 'M' });
      expect(held.reference).toBeDefined();
      expect(await books(held)).toEqual({ held: 10_000n, captured: 0n, refunded: 0n });
    });

    it('takes a sale at once', async () => {
      const sale = await ask(order(harness.cards.approving, { isSale: true }));
      expect(sale.result).toMatchObject(approved);
      expect(await books(sale)).toEqual({ held: 0n, captured: 10_000n, refunded: 0n });
    });

    const declines = [
      ['declining', 'do_not_honor'],
      ['withoutFunds', 'insufficient_funds'],
    ] as const;
    for (const [card, code] of declines.filter(([each]) => canShow(each))) {
      it(`tells the decline of the card ${card} by a stable code, and holds nothing`, async () => {
        const no = await ask(order(panOf(harness.cards, card)));
        expect(no.result).toMatchObject({ outcome: 'declined', code });
        expect(await books(no)).toEqual({ held: 0n, captured: 0n, refunded: 0n });
      });
    }

    if (canShow('wrongAddress')) {
      it('tells that the address does not match', async () => {
        const { result } = await ask(order(panOf(harness.cards, 'wrongAddress')));
        expect(result).toMatchObject({ outcome: 'approved', avs: 'N' });
      });
    }

    it('captures the whole', async () => {
      const held = await ask(order());
      expect((await ask(following(held, { kind: 'capture', isFinal: true }))).result).toMatchObject(approved);
      expect(await books(held)).toEqual({ held: 0n, captured: 10_000n, refunded: 0n });
    });

    it('gives back the rest after a final capture of a part, and captures no more', async () => {
      const held = await ask(order());
      const part = await ask(following(held, { kind: 'capture', amount: usd(7_000n), isFinal: true }));
      expect(part.result).toMatchObject(approved);
      expect(await books(held)).toEqual({ held: 0n, captured: 7_000n, refunded: 0n });
      expect((await ask(following(held, { kind: 'capture', amount: usd(1n) }))).result).toMatchObject(declined);
    });

    it('M5: captures in parts, and gives back what is left when it is voided', async () => {
      if (!harness.capturesInParts) return;
      const held = await ask(order());
      for (const minor of [7_000n, 2_000n]) {
        expect((await ask(following(held, { kind: 'capture', amount: usd(minor) }))).result).toMatchObject(approved);
      }
      expect(await books(held)).toEqual({ held: 1_000n, captured: 9_000n, refunded: 0n });
      expect((await ask(following(held, { kind: 'void', amount: usd(1_000n) }))).result).toMatchObject(approved);
      expect(await books(held)).toEqual({ held: 0n, captured: 9_000n, refunded: 0n });
      expect((await ask(following(held, { kind: 'capture', amount: usd(1n) }))).result).toMatchObject(declined);
    });

    it('captures no more than it holds', async () => {
      const held = await ask(order());
      const more = await ask(following(held, { kind: 'capture', amount: usd(10_001n) }));
      expect(more.result).toMatchObject(invalidAmount);
      expect(await books(held)).toEqual({ held: 10_000n, captured: 0n, refunded: 0n });
    });

    it('voids the whole, and captures nothing of it any more', async () => {
      const held = await ask(order());
      expect((await ask(following(held, { kind: 'void' }))).result).toMatchObject(approved);
      expect(await books(held)).toEqual({ held: 0n, captured: 0n, refunded: 0n });
      expect((await ask(following(held, { kind: 'capture' }))).result).toMatchObject(declined);
    });

    it('M3: refunds in parts, and never more than was captured', async () => {
      const sale = await ask(order(harness.cards.approving, { isSale: true }));
      for (const minor of [6_000n, 3_999n]) {
        expect((await ask(following(sale, { kind: 'refund', amount: usd(minor) }))).result).toMatchObject(approved);
      }
      expect((await ask(following(sale, { kind: 'refund', amount: usd(2n) }))).result).toMatchObject(declined);
      expect((await ask(following(sale, { kind: 'refund', amount: usd(1n) }))).result).toMatchObject(approved);
      expect(await books(sale)).toEqual({ held: 0n, captured: 10_000n, refunded: 10_000n });
    });

    it('acts once on what is sent again', async () => {
      const held = await ask(order());
      const capture = await ask(following(held, { kind: 'capture', amount: usd(6_000n) }));
      expect((await ask(repeating(capture))).result).toMatchObject(approved);
      if (harness.capturesInParts) {
        const rest = await ask(following(held, { kind: 'void', amount: usd(4_000n) }));
        expect((await ask(repeating(rest))).result).toMatchObject(approved);
      }
      const refund = await ask(following(held, { kind: 'refund', amount: usd(2_500n) }));
      expect((await ask(repeating(refund))).result).toMatchObject(approved);
      expect((await ask(repeating(refund, 2))).result).toMatchObject(approved);
      expect(await books(held)).toMatchObject({ held: 0n, captured: 6_000n, refunded: 2_500n });
    });

    it('I4: reverses an authorization, and again without harm', async () => {
      const held = await ask(order());
      const reversal = await ask(following(held, { kind: 'reverse' }));
      expect(reversal.result).toMatchObject(approved);
      expect((await ask(repeating(reversal))).result).toMatchObject(approved);
      expect(await books(held)).toEqual({ held: 0n, captured: 0n, refunded: 0n });
    });

    it('I4: reverses a sale', async () => {
      const sale = await ask(order(harness.cards.approving, { isSale: true }));
      expect((await ask(following(sale, { kind: 'reverse' }))).result).toMatchObject(approved);
      expect(await books(sale)).toEqual({ held: 0n, captured: 0n, refunded: 0n });
    });

    it('I4: reverses what was named and never sent', async () => {
      const request = order();
      const { reference } = await harness.processor.prepare(request);
      if (reference === undefined) return; // it is named by its answer only
      const result: ProcessorResult = { outcome: 'unknown', cause: 'link_lost' };
      const reversal = await ask(following({ request, reference, result }, { kind: 'reverse' }));
      expect(reversal.result).toMatchObject(approved);
    });

    it('M1: tells a capture that is refused for good by a stable code', async () => {
      const { captureRefused } = harness.cards;
      if (captureRefused === undefined) return;
      const held = await ask(order(captureRefused.pan));
      const capture = await ask(following(held, { kind: 'capture' }));
      expect(capture.result).toMatchObject({ outcome: 'declined', code: captureRefused.code });
      expect(await books(held)).toMatchObject({ captured: 0n });
    });

    it('M1: tells a refund that is refused for good by a stable code', async () => {
      const { refundRefused } = harness.cards;
      if (refundRefused === undefined) return;
      const sale = await ask(order(refundRefused.pan, { isSale: true }));
      const refund = await ask(following(sale, { kind: 'refund' }));
      expect(refund.result).toMatchObject({ outcome: 'declined', code: refundRefused.code });
      expect(await books(sale)).toMatchObject({ captured: 10_000n, refunded: 0n });
    });

    it('M7: carries every amount exactly, back and forth', async () => {
      for (const amount of harness.amounts.exact) {
        const sale = await ask(order(harness.cards.approving, { isSale: true, amount }));
        expect([amount, sale.result]).toMatchObject([amount, approved]);
        expect((await ask(following(sale, { kind: 'refund' }))).result).toMatchObject(approved);
        expect(await books(sale)).toEqual({ held: 0n, captured: amount.minor, refunded: amount.minor });
      }
    });

    it('M7: refuses what it cannot carry exactly, before anything is promised', async () => {
      for (const amount of harness.amounts.refused) {
        await expect(harness.processor.prepare(order(harness.cards.approving, { amount }))).rejects.toMatchObject({
          code: 'currency_not_supported',
        });
      }
    });

    it('M2: takes no order of the other mode', async () => {
      const other = order();
      const mode = harness.mode === 'test' ? 'live' : 'test';
      await expect(harness.processor.prepare({ ...other, order: { ...other.order, mode } })).rejects.toThrow(mode);
    });
  });
};
