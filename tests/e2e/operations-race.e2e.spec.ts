import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { seedHeldOrder } from '../load/held-order.ts';
import { someCard, someOrder } from '../load/orders.ts';
import type { Answer } from '../load/place.ts';
import { Seeder } from '../load/seed-log.ts';
import { Shop, uuidOf } from './shop.ts';

jest.setTimeout(600_000);

/** How often each race is run, with so many requests at once. */
const ROUNDS = Number(process.env.TOLLGATE_RACE_ROUNDS ?? 50);
const AT_ONCE = 20;
/** Captures of one order are performed one after the other, each a second or so behind the one before: fewer rounds. */
const SLOW_ROUNDS = Math.ceil(ROUNDS / 5);
const TOTAL = 5426;

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
}, 240_000);
afterAll(() => shop?.close());

/** The status and code of an answer; of a success the kind of its operation. */
const outcomeOf = ({ status, body }: Answer): string => `${status} ${body.code ?? body.kind ?? body.status}`;
const isWon = ({ status }: Answer): boolean => status === 201;

/** What a round came to: who won, and what the others were told. */
interface Round {
  readonly winners: readonly Answer[];
  readonly losers: ReadonlySet<string>;
}

const tally = (answers: readonly Answer[]): Round => ({
  winners: answers.filter(isWon),
  losers: new Set(answers.filter((answer) => !isWon(answer)).map(outcomeOf)),
});

const atOnce = async (ask: (index: number) => Promise<Answer>): Promise<Round> =>
  tally(await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => ask(index))));

const approved = async (type: 'sale' | 'preauth'): Promise<string> => {
  const { status, body } = await shop.place({ type });
  expect(status).toBe(201);
  return body.id;
};

/** Runs the rounds one after the other; answers every code that any loser was told. */
const rounds = async (
  type: 'sale' | 'preauth',
  round: (order: string) => Promise<Round>,
  most = ROUNDS,
): Promise<ReadonlySet<string>> => {
  const told = new Set<string>();
  for (let count = 0; count < most; count += 1) {
    const { losers } = await round(await approved(type));
    for (const code of losers) told.add(code);
  }
  return told;
};

const expectOnly = (told: ReadonlySet<string>, allowed: readonly string[]): void =>
  expect([...told].filter((code) => !allowed.includes(code))).toEqual([]);

/** The acquirer's books of an order: kind and amount of whatever moved after the approval, which captures a sale. */
const movesOf = (order: string): readonly string[] =>
  shop
    .acquirerJournal()
    .filter((line) => line.order === uuidOf(order) && ['captured', 'voided', 'reversed', 'refunded'].includes(line.kind))
    .map(({ kind, amount }) => `${kind} ${amount}`);
const sold = `captured ${TOTAL}`;

/** How many messages about an order the acquirer took, its authorization included. */
const receivedOf = (order: string): number =>
  shop.acquirerJournal().filter((line) => line.kind === 'received' && line.order === uuidOf(order)).length;

describe(`${AT_ONCE} requests at once for the money of one order, ${ROUNDS} rounds`, () => {
  it('M3: of 20 refunds of 10.00 of 54.26, five win; the others are told so, and the acquirer hears nothing of them', async () => {
    const told = await rounds('sale', async (order) => {
      const round = await atOnce(() => shop.post(`/v1/orders/${order}/refunds`, { amount: 1000 }));
      expect(round.winners).toHaveLength(5);
      expect(movesOf(order)).toEqual([sold, ...Array.from({ length: 5 }, () => 'refunded 1000')]);
      expect(receivedOf(order)).toBe(1 + 5);
      return round;
    });
    expect([...told]).toEqual(['422 amount_exceeds_refundable']);
  });

  it('of 20 refunds of everything, one wins', async () => {
    const told = await rounds('sale', async (order) => {
      const round = await atOnce(() => shop.post(`/v1/orders/${order}/refunds`));
      expect(round.winners).toHaveLength(1);
      expect(movesOf(order)).toEqual([sold, `refunded ${TOTAL}`]);
      expect(receivedOf(order)).toBe(1 + 1);
      return round;
    });
    expectOnly(told, ['409 already_refunded', '409 refund_pending']);
  });

  it('of ten captures and ten voids, one wins', async () => {
    const kinds = new Set<string>();
    const told = await rounds('preauth', async (order) => {
      const first = kinds.size % 2;
      const round = await atOnce((index) =>
        index % 2 === first ? shop.post(`/v1/orders/${order}/captures`) : shop.post(`/v1/orders/${order}/void`),
      );
      expect(round.winners).toHaveLength(1);
      const { kind } = round.winners[0]?.body ?? {};
      kinds.add(kind);
      expect(movesOf(order)).toEqual([kind === 'capture' ? `captured ${TOTAL}` : `reversed ${TOTAL}`]);
      expect(receivedOf(order)).toBe(1 + 1);
      return round;
    });
    const ofCaptures = ['409 capture_pending', '409 void_pending', '409 already_captured', '409 authorization_voided'];
    expectOnly(told, [...ofCaptures, '409 already_voided', '409 nothing_to_void']);
    if (ROUNDS >= 10) expect(kinds).toEqual(new Set(['capture', 'void']));
  });

  it('of 20 captures of 10.00 of 54.26, five win', async () => {
    const told = await rounds(
      'preauth',
      async (order) => {
        const round = await atOnce(() => shop.post(`/v1/orders/${order}/captures`, { amount: 1000 }));
        expect(round.winners).toHaveLength(5);
        expect(movesOf(order)).toEqual(Array.from({ length: 5 }, () => 'captured 1000'));
        return round;
      },
      SLOW_ROUNDS,
    );
    expect([...told]).toEqual(['422 amount_exceeds_capturable']);
  });

  it('of 20 voids, one wins', async () => {
    const told = await rounds('preauth', async (order) => {
      const round = await atOnce(() => shop.post(`/v1/orders/${order}/void`));
      expect(round.winners).toHaveLength(1);
      expect(movesOf(order)).toEqual([`reversed ${TOTAL}`]);
      expect(receivedOf(order)).toBe(1 + 1);
      return round;
    });
    expectOnly(told, ['409 void_pending', '409 already_voided']);
  });
});

describe(`${AT_ONCE} requests at once under one Idempotency-Key, ${ROUNDS} rounds`, () => {
  /** All that were not told to wait were answered the same, to the byte. */
  const expectOne = async (ask: () => Promise<Answer>): Promise<Answer> => {
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, ask));
    const answered = answers.filter(isWon);
    expect(answered.length).toBeGreaterThan(0);
    expect(new Set(answered.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const waiting = answers.filter((answer) => !isWon(answer));
    expect(waiting.filter((answer) => outcomeOf(answer) !== '409 still_running')).toEqual([]);
    return answered[0] as Answer;
  };

  it('I6: are one order and one authorization', async () => {
    for (let count = 0; count < ROUNDS; count += 1) {
      const [order, key] = [someOrder(), randomUUID()];
      const { body } = await expectOne(() => shop.post('/v1/orders', order, key));
      expect(receivedOf(body.id)).toBe(1);
    }
  });

  it('I6: are one refund', async () => {
    for (let count = 0; count < ROUNDS; count += 1) {
      const [order, key] = [await approved('sale'), randomUUID()];
      await expectOne(() => shop.post(`/v1/orders/${order}/refunds`, { amount: 100 }, key));
      expect(movesOf(order)).toEqual([sold, 'refunded 100']);
    }
  });
});

describe(`a review, its rejection and its deadline at once, ${ROUNDS} rounds`, () => {
  const BATCH = 10;
  const LEAD_MS = 1_500;
  const SPREAD_MS = 150;

  interface Resolution {
    readonly decision?: string;
    readonly isOverdue?: boolean;
  }

  /** How an order's review ended: by exactly one event. */
  const resolutionOf = async (id: string): Promise<'accept' | 'reject' | 'deadline'> => {
    const [first, ...others] = (await shop.eventsOf(id, 'FraudReviewResolved')) as readonly Resolution[];
    expect(others).toEqual([]);
    return first?.isOverdue === true ? 'deadline' : (first?.decision as 'accept' | 'reject');
  };

  const statuses = { accept: [201], reject: [402], deadline: [] };

  /** Reviews one held order many times at once; answers who won. */
  const review = async (order: string): Promise<'accept' | 'reject' | 'deadline'> => {
    const decisions = Array.from({ length: AT_ONCE }, (_, index) => (index % 2 === 0 ? 'accept' : 'reject'));
    const id = `ord_${order.replaceAll('-', '')}`;
    const answers = await Promise.all(decisions.map((decision) => shop.post(`/v1/orders/${id}/review`, { decision })));
    const winners = answers.filter((answer) => outcomeOf(answer) !== '409 review_resolved');
    const winner = await resolutionOf(id);
    expect(winners.map(({ status }) => status)).toEqual(statuses[winner]);
    expect(receivedOf(id)).toBe(winner === 'accept' ? 1 : 0);
    return winner;
  };

  it('exactly one of them decides; the acquirer is asked for what was accepted, and for nothing else', async () => {
    const card = { number: someCard(), expiryMonth: 12, expiryYear: 2030, cvc: '123' };
    const { body: kept } = await shop.post('/v1/card-tokens', { card, consent: true });
    const seeder = await Seeder.open(shop.db);
    const won = { accept: 0, reject: 0, deadline: 0 };
    for (let count = 0; count < ROUNDS; count += BATCH) {
      const held = { token: kept.id, last4: kept.last4, reviewUntil: new Date(Date.now() + LEAD_MS) };
      const orders: string[] = [];
      for (let index = 0; index < Math.min(BATCH, ROUNDS - count); index += 1) {
        orders.push(await seedHeldOrder(shop.db, seeder, held));
      }
      // Spread over the deadline: some are looked at before it, some after it, and some at the moment.
      await sleep(held.reviewUntil.getTime() - Date.now() - (BATCH / 2) * SPREAD_MS);
      const reviews = orders.map(async (order, index) => {
        await sleep(index * SPREAD_MS);
        return review(order);
      });
      for (const winner of await Promise.all(reviews)) won[winner] += 1;
    }
    expect(won.accept + won.reject + won.deadline).toBe(ROUNDS);
    if (ROUNDS >= BATCH) expect([won.accept + won.reject > 0, won.deadline > 0]).toEqual([true, true]);
  });
});
