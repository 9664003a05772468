// The people of the first merchant's store, who give money away in Central: credits without a sale, up to what a day allows, and refunds that want a
// second person.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { someCard } from '../../load/orders.ts';
import { type Answer, callApi } from '../../load/place.ts';
import type { Demo } from '../../stack.ts';
import { between, type Random } from '../random.ts';
import { type Manner, Merchant, type MerchantParts, type Session } from './merchant.ts';

/** In minor units. A day allows so many credits that a run of some minutes comes to its limit, and is refused from then on. */
const credits = { enabled: true, apiKeys: false, perCredit: { USD: 5_000 }, perDay: { USD: 150_000 } };
const refunds = { limits: { USD: 500 }, appliesToKeys: false, approvalHours: 72 };

type People = readonly [first: Merchant, second: Merchant];

export class BackOffice {
  private readonly people: People;

  private constructor(people: People) {
    this.people = people;
  }

  /** Two owners of the store with accounts of their own, signed in, who have allowed credits and limited refunds. */
  static async open(parts: Omit<MerchantParts, 'session'>): Promise<BackOffice> {
    const { demo } = parts;
    const [first, second] = [await signedIn(demo), await signedIn(demo)];
    for (const [area, body] of Object.entries({ credits, refunds })) await putSettings(demo, first, { area, body });
    return new BackOffice([new Merchant({ ...parts, session: first }), new Merchant({ ...parts, session: second })]);
  }

  /** Some are of the same amount for the same card, and refused for it. */
  async credit(random: Random, manner: Manner): Promise<void> {
    const [person] = this.people;
    const number = random() < 0.2 ? '4111111111111111' : someCard();
    const body = JSON.stringify({
      amount: between(random, [100, 5_100]),
      currency: 'USD',
      description: 'For the late parcel',
      customer: { email: `credited.${Math.floor(random() * 2 ** 40).toString(36)}@example.com`, name: 'Ann Buyer' },
      payment: { card: { number, expiryMonth: 12, expiryYear: 2030 } },
    });
    await person.ask({ kind: 'place', path: '/v1/credits', body, manner });
  }

  /** What is beyond the limit the other one approves, at times both of them at once; who asked may not. Answers what the refund was answered. */
  async refund(order: string, body: object, { random, manner }: { readonly random: Random; readonly manner: Manner }) {
    const [asks, approves] = random() < 0.5 ? this.people : (this.people.toReversed() as unknown as People);
    const { answer } = await asks.ask({
      kind: 'refund',
      path: `/v1/orders/${order}/refunds`,
      body: JSON.stringify(body),
      order,
      manner,
    });
    const approval = answer?.status === 202 ? String(answer.body?.id) : '';
    if (!approval.startsWith('apr_')) return answer;
    const wish = {
      kind: 'refund' as const,
      path: `/v1/orders/${order}/refund-approvals/${approval}`,
      body: JSON.stringify({ decision: 'approve' }),
      order,
    };
    const own = random() < 0.3 ? [asks.ask(wish)] : [];
    const twin = random() < 0.3 ? [approves.ask(wish)] : [];
    const [told] = await Promise.all([approves.ask({ ...wish, manner }), ...own, ...twin]);
    return told.answer;
  }
}

/** Somebody new with the demo user's password, who owns the store, too. */
const signedIn = async (demo: Demo): Promise<Session> => {
  const email = `owner.${randomUUID()}@demo.example`;
  const db = new pg.Client({ connectionString: demo.postgresUrl, connectionTimeoutMillis: 5_000, query_timeout: 10_000 });
  await db.connect();
  try {
    await db.query(
      `WITH made AS (INSERT INTO gateway_ingress.users (id, email, name, language, password_hash)
         SELECT gen_random_uuid(), $1, 'Robin Owner', 'en', password_hash FROM gateway_ingress.users WHERE email = $2 RETURNING id)
       INSERT INTO gateway_ingress.memberships (user_id, merchant_id, role) SELECT id, $3, 'owner' FROM made`,
      [email, demo.centralUser, demo.merchantId],
    );
  } finally {
    await db.end();
  }
  const path = '/central/api/session';
  const begun = await ok(
    callApi({ ...demo, apiKey: '' }, { method: 'POST', path, body: { email, password: demo.centralPassword } }),
  );
  const cookie = String([begun.headers['set-cookie'] ?? ''].flat()[0]).split(';')[0] ?? '';
  const { body } = await ok(callApi({ ...demo, apiKey: '' }, { method: 'GET', path, headers: { cookie } }));
  return { cookie, csrfToken: body.csrfToken };
};

const putSettings = async (
  demo: Demo,
  { cookie, csrfToken }: Session,
  { area, body }: { readonly area: string; readonly body: object },
): Promise<void> => {
  const path = `/central/api/stores/${demo.merchantId}/test/settings/${area}`;
  await ok(callApi({ ...demo, apiKey: '' }, { method: 'PUT', path, body, headers: { cookie, 'x-csrf-token': csrfToken } }));
};

const ok = async (asked: Promise<Answer>): Promise<Answer> => {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(`Central refused with ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer;
};
