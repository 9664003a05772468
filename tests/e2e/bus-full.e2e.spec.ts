import { randomUUID } from 'node:crypto';
import { eventually } from '@tollgate/testing';
import { someOrder } from '../load/orders.ts';
import type { Answer } from '../load/place.ts';
import { Shop, uuidOf } from './shop.ts';

/** Some 300 orders' events, were nothing removed. */
const maxBytes = 2_000_000;

describe('B1: a stream of two megabytes', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await Shop.open({ environment: { TOLLGATE_STREAM_MAX_BYTES: String(maxBytes) } });
  });
  afterAll(() => shop?.close());

  const placeMany = async (count: number, together = 16): Promise<readonly Answer[]> => {
    const answers: Answer[] = [];
    for (let done = 0; done < count; done += together)
      answers.push(...(await Promise.all(Array.from({ length: together }, () => shop.place()))));
    return answers;
  };
  const statuses = (answers: readonly Answer[]): readonly number[] => [...new Set(answers.map(({ status }) => status))].sort();
  const recorded = async (): Promise<number> =>
    Number((await shop.db.query('SELECT count(*) FROM order_log.events')).rows[0]?.count);
  const cardsKept = async (): Promise<number> =>
    Number((await shop.db.query('SELECT count(*) FROM "authorization".cards')).rows[0]?.count);
  const room = async (): Promise<boolean> => (await shop.readiness('gateway-ingress')).room_on_the_bus === true;

  /** As merchants do who are told to come again. */
  const placeInTheEnd = async (): Promise<Answer> => {
    const key = randomUUID();
    const body = someOrder();
    return eventually('an answer', async () => {
      const answer = await shop.post('/v1/orders', body, key);
      return answer.status !== 503 && answer;
    });
  };

  it('takes 480 orders, as what is handled makes room', async () => {
    const answers: Answer[] = [];
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (let count = 0; count < 30; count += 1) answers.push(await placeInTheEnd());
      }),
    );
    expect(statuses(answers)).toEqual([201]);
    await shop.mailsAreSent();
  });

  it('refuses new orders with 503 before it is full, keeps nothing of them, and says so to whoever asks whether it is ready', async () => {
    shop.stack.signal('fraud', 'SIGSTOP');
    const accepted: Answer[] = [];
    for (let isRefused = false; !isRefused; ) {
      const answers = await Promise.all(Array.from({ length: 200 }, () => shop.place()));
      accepted.push(...answers.filter(({ status }) => status === 202));
      isRefused = answers.every(({ status }) => status === 503);
      expect(accepted.length).toBeLessThan(2_000);
    }
    expect(await room()).toBe(false);
    const [events, cards] = [await recorded(), await cardsKept()];
    const refused = await placeMany(16);
    expect(statuses(refused)).toEqual([503]);
    expect(refused[0]?.body).toMatchObject({ code: 'temporarily_unavailable' });
    expect(refused[0]?.headers['retry-after']).toBeDefined();
    expect([await recorded(), await cardsKept()]).toEqual([events, cards]);

    shop.stack.signal('fraud', 'SIGCONT');
    await eventually('every order that was accepted to come to its end', async () => {
      const { rows } = await shop.db.query(
        `SELECT count(DISTINCT subject_id) FROM order_log.events WHERE subject_id = ANY($1)
          AND type IN ('PaymentCaptured', 'PaymentDeclined', 'OrderRejected')`,
        [accepted.map(({ body }) => uuidOf(body.id))],
      );
      return Number(rows[0]?.count) === accepted.length;
    });
    await eventually('room', room);
    expect((await placeInTheEnd()).status).toBe(201);
  });
});
