import { eventually } from '@tollgate/testing';
import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';
import { memberOf, type TestPerson } from '../testing/person.js';
import { approvalAnswerSchema } from './approval.schema.js';

describe('refunds that want a second person', () => {
  let gateway: TestGateway;
  let ann: TestPerson;
  let bob: TestPerson;
  let support: TestPerson;
  beforeAll(async () => {
    gateway = await TestGateway.start();
    ann = await memberOf(gateway, 'owner');
    bob = await memberOf(gateway, 'manager');
    support = await memberOf(gateway, 'support');
    const body = { limits: { USD: 1000 } };
    expect((await ann.send('PUT', `${store}/settings/refunds`, { body })).json).toMatchObject({
      area: 'refunds',
      version: 1,
      document: { limits: { USD: 1000 }, appliesToKeys: false, approvalHours: 72 },
    });
  });
  afterAll(() => gateway.stop());

  const store = 'stores/mer_demo/test';
  const place = async (): Promise<string> => (await gateway.send('POST', '/v1/orders', { body: sampleOrder() })).json.id;
  const ask = (person: TestPerson, order: string, body: object, headers = {}) =>
    person.send('POST', `${store}/orders/${order}/refunds`, { body, headers });
  const decide = (person: TestPerson, { order, id }: { order: string; id: string }, decision: string, headers = {}, more = {}) =>
    person.send('POST', `${store}/orders/${order}/refund-approvals/${id}`, { body: { decision, ...more }, headers });
  const waitFor = async (order: string, amount: number, person = support) => {
    const { status, json } = await ask(person, order, { amount, reason: 'broken' });
    expect(status).toBe(202);
    return { order, id: json.id as string };
  };
  const refundsOf = async (order: string) => (await gateway.send('GET', `/v1/orders/${order}/refunds`)).json.data;
  const waiting = async (person = ann) => (await person.send('GET', `${store}/refund-approvals?limit=100`)).json.data;
  const countFor = async (person: TestPerson) => (await person.send('GET', `${store}/refund-approvals/count`)).json;
  const typesOf = async (order: string): Promise<string[]> =>
    (await gateway.send('GET', `/v1/orders/${order}/events?limit=100`)).json.data.map(({ type }: { type: string }) => type);

  it('wait above the limit, move no money, and are given back once another person approves', async () => {
    const order = await place();
    const preview = await support.send('POST', `${store}/orders/${order}/refunds/preview`, { body: { amount: 2000 } });
    expect(preview.json.approval).toEqual({ limit: 1000, hours: 72 });
    const asked = await ask(support, order, { amount: 2000, reason: 'broken' });
    expect(asked.status).toBe(202);
    expect(approvalAnswerSchema.parse(asked.json)).toMatchObject({
      status: 'waiting',
      amount: 2000,
      order: { status: 'approved' },
    });
    expect(asked.headers.location).toBe(`/v1/orders/${order}/refund-approvals`);
    expect(await refundsOf(order)).toEqual([]);
    expect((await waiting()).map(({ id }: { id: string }) => id)).toContain(asked.json.id);
    const approved = await decide(bob, { order, id: asked.json.id }, 'approve');
    expect(approved.status).toBe(201);
    expect(approved.json).toMatchObject({ kind: 'refund', status: 'succeeded', amount: 2000, reason: 'broken' });
    const { json } = await gateway.send('GET', `/v1/orders/${order}/refund-approvals`);
    expect(json.data).toMatchObject([{ status: 'approved', refund: approved.json.id }]);
    expect((await waiting()).map(({ id }: { id: string }) => id)).not.toContain(asked.json.id);
  });

  it('are given back at once up to the limit, in all, and by an API key', async () => {
    const order = await place();
    expect((await ask(ann, order, { amount: 600 })).status).toBe(201);
    expect((await ask(bob, order, { amount: 401 })).status).toBe(202);
    expect((await gateway.send('POST', `/v1/orders/${order}/refunds`, { body: { amount: 2000 } })).status).toBe(201);
  });

  it('of which several come at once are never answered as an outage: those beyond the limit wait', async () => {
    const order = await place();
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(ann, order, { amount: 600 })));
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([201, 202, 202, 202]);
    const asked = answers.filter(({ json }) => json.kind === 'refund_approval');
    expect(asked).toHaveLength(3);
    for (const { json } of asked) expect((await decide(ann, { order, id: json.id }, 'reject')).status).toBe(200);
  });

  it('of an API key wait, too, where the merchant says so; no key approves them', async () => {
    const order = await place();
    const set = (appliesToKeys: boolean) =>
      ann.send('PUT', `${store}/settings/refunds`, { body: { limits: { USD: 1000 }, appliesToKeys } });
    await set(true);
    const { status, json } = await gateway.send('POST', `/v1/orders/${order}/refunds`, { body: {} });
    await set(false);
    expect([status, json.kind]).toEqual([202, 'refund_approval']);
    const path = `/v1/orders/${order}/refund-approvals/${json.id}`;
    expect((await gateway.send('POST', path, { body: { decision: 'approve' } })).status).toBe(404);
    expect((await decide(ann, { order, id: json.id }, 'approve')).status).toBe(201);
  });

  it('of which nothing can come any more, as all was given back otherwise, say so, and are counted by no badge', async () => {
    const one = await waitFor(await place(), 2000);
    const before = await countFor(bob);
    const rest = await gateway.send('POST', `/v1/orders/${one.order}/refunds`, { body: {} });
    expect([rest.status, rest.json.status]).toEqual([201, 'succeeded']);
    expect(await countFor(bob)).toEqual({ waiting: before.waiting - 1, ofOthers: before.ofOthers - 1 });
    const [shown] = (await gateway.send('GET', `/v1/orders/${one.order}/refund-approvals`)).json.data;
    expect([shown.status, shown.obstacle]).toEqual(['waiting', 'already_refunded']);
    expect((await decide(bob, one, 'approve')).json.code).toBe('already_refunded');
    expect((await decide(bob, one, 'reject')).status).toBe(200);
  });

  it('are never approved by who asked for them, nor by who has no right to', async () => {
    const own = await waitFor(await place(), 2000, ann);
    expect((await decide(ann, own, 'approve')).json).toMatchObject({ status: 403, code: 'own_approval' });
    expect((await decide(support, own, 'approve')).json).toMatchObject({ status: 403, code: 'not_allowed' });
    expect(await typesOf(own.order)).not.toContain('RefundRequested');
    const [hers, all] = [await countFor(ann), await countFor(support)];
    expect(all.ofOthers).toBe(all.waiting);
    expect(hers).toEqual({ waiting: all.waiting, ofOthers: all.waiting - 1 });
    const back = await decide(ann, own, 'reject');
    expect([back.status, back.json.status]).toEqual([200, 'rejected']);
    expect((await decide(bob, own, 'approve')).json).toMatchObject({ status: 409, code: 'approval_resolved' });
    expect(await refundsOf(own.order)).toEqual([]);
  });

  it('are withdrawn by the clerk who asked for them, who decides about no others', async () => {
    const own = await waitFor(await place(), 2000);
    const others = await waitFor(await place(), 2000, ann);
    expect((await decide(support, own, 'approve')).json).toMatchObject({ status: 403, code: 'not_allowed' });
    expect((await decide(support, others, 'reject')).json).toMatchObject({ status: 403, code: 'not_allowed' });
    const back = await decide(support, own, 'reject');
    expect([back.status, back.json.status]).toEqual([200, 'rejected']);
    expect((await waiting()).map(({ id }: { id: string }) => id)).not.toContain(own.id);
  });

  it('are decided with a note that lies in no event in clear, and goes when the customer is forgotten', async () => {
    const { order, id } = await waitFor(await place(), 2000);
    const note = 'Ann called from Springfield';
    const answers = [];
    for (const _ of [1, 2])
      answers.push(await decide(bob, { order, id }, 'reject', { 'idempotency-key': `note-${id}` }, { note }));
    expect(answers.map(({ status, json }) => [status, json.note])).toEqual(Array(2).fill([200, note]));
    const listed = async () => (await gateway.send('GET', `/v1/orders/${order}/refund-approvals`)).json.data[0];
    expect(await listed()).toMatchObject({ status: 'rejected', note });
    const rows = await gateway.query(`SELECT FROM order_log.events WHERE data::text LIKE '%Springfield%'`);
    expect(rows).toEqual([]);
    await gateway.query(`DELETE FROM order_log.order_key WHERE order_id = '${uuidOf(order)}'`);
    expect(await listed()).toMatchObject({ status: 'rejected', note: null });
  });

  it('are counted no more once one has approved, though the money is not given back yet', async () => {
    const one = await waitFor(await place(), 2000);
    const before = await countFor(ann);
    gateway.neighbors.isSilent = true;
    const approved = decide(bob, one, 'approve');
    try {
      await eventually('one less waits', async () => (await countFor(ann)).waiting === before.waiting - 1 || undefined, 3_000);
      expect(await refundsOf(one.order)).toMatchObject([{ status: 'pending' }]);
    } finally {
      gateway.neighbors.isSilent = false;
    }
    expect((await approved).status).toBe(202);
  }, 60_000);

  it('are not counted where who resolved them died before they were out of the queue', async () => {
    const one = await waitFor(await place(), 2000);
    const row = `SELECT * FROM gateway_ingress.waiting_approvals WHERE order_id = '${uuidOf(one.order)}'`;
    await gateway.query(`CREATE TABLE gateway_ingress.kept AS ${row}`);
    expect((await decide(bob, one, 'reject')).status).toBe(200);
    const before = await countFor(ann);
    await gateway.query('INSERT INTO gateway_ingress.waiting_approvals SELECT * FROM gateway_ingress.kept');
    expect(await gateway.query(row)).toHaveLength(1);
    expect(await countFor(ann)).toEqual(before);
    await gateway.query('DROP TABLE gateway_ingress.kept');
  });

  it('are given back once, however many approve at once and again', async () => {
    for (let round = 0; round < 5; round += 1) {
      const one = await waitFor(await place(), 2000);
      const headers = { 'idempotency-key': `approve-${one.id}` };
      const answers = await Promise.all([
        ...Array.from({ length: 5 }, () => decide(ann, one, 'approve')),
        ...Array.from({ length: 5 }, () => decide(bob, one, 'approve')),
        decide(bob, one, 'approve', headers),
      ]);
      const codes = answers.map(({ status, json }) => (status === 201 ? 'approved' : json.code));
      expect(codes.toSorted()).toEqual(
        ['approval_resolved', 'approved'].flatMap((code, index) => Array(index === 0 ? 10 : 1).fill(code)),
      );
      expect(await refundsOf(one.order)).toHaveLength(1);
    }
  });

  it('answer the same again under the same key: what was asked for, and what was decided', async () => {
    const order = await place();
    const first = await ask(support, order, { amount: 2000 }, { 'idempotency-key': `ask-${order}` });
    const one = { order, id: first.json.id as string };
    const approved = await decide(bob, one, 'approve', { 'idempotency-key': `yes-${order}` });
    const [again, approvedAgain] = [
      await ask(support, order, { amount: 2000 }, { 'idempotency-key': `ask-${order}` }),
      await decide(bob, one, 'approve', { 'idempotency-key': `yes-${order}` }),
    ];
    expect([again.status, again.text]).toEqual([202, first.text]);
    expect([approvedAgain.status, approvedAgain.text]).toEqual([201, approved.text]);
    expect((await typesOf(order)).filter((type) => type.startsWith('RefundApproval'))).toHaveLength(2);
  });

  it('M3: that together are more than what was captured: the second one is refused, and waits on', async () => {
    const order = await place();
    const [one, other] = [await waitFor(order, 4000), await waitFor(order, 4000)];
    const answers = await Promise.all([decide(ann, one, 'approve'), decide(bob, other, 'approve')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    expect(answers.find(({ status }) => status === 422)?.json.code).toBe('amount_exceeds_refundable');
    const { json } = await gateway.send('GET', `/v1/orders/${order}/refund-approvals`);
    expect(json.data.map(({ status }: { status: string }) => status).toSorted()).toEqual(['approved', 'waiting']);
  });

  it('have expired once their time is over, and are in no queue', async () => {
    const one = await waitFor(await place(), 2000);
    await gateway.query(`UPDATE gateway_ingress.waiting_approvals SET until = now() WHERE order_id = '${uuidOf(one.order)}'`);
    expect((await waiting()).map(({ id }: { id: string }) => id)).not.toContain(one.id);
  });

  it('that were never recorded, as a process died, are taken out of the queue', async () => {
    const command = '01890a5d-ac96-774b-bcce-b302099a8001';
    const row = `'${command}', '${uuidOf(await place())}', 'mer_demo', 'test', 'usr_x', now() + interval '1 day'`;
    const columns = 'command, order_id, merchant, mode, requested_by, until, added_at';
    const add = (age: string) =>
      gateway.query(`INSERT INTO gateway_ingress.waiting_approvals (${columns}) VALUES (${row}, now() - interval '${age}')`);
    const left = () => gateway.query(`SELECT FROM gateway_ingress.waiting_approvals WHERE command = '${command}'`);
    await add('10 seconds');
    await waiting();
    expect(await left()).toHaveLength(1); // its event may be on the way
    await gateway.query(`DELETE FROM gateway_ingress.waiting_approvals WHERE command = '${command}'`);
    await add('2 minutes');
    await waiting();
    expect(await left()).toHaveLength(0);
  });

  it('are listed page by page, oldest deadline first, each with its order', async () => {
    for (let count = 0; count < 3; count += 1) await waitFor(await place(), 2000);
    const all = await waiting();
    expect(all.length).toBeGreaterThan(2);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const rest: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { json } = await ann.send('GET', `${store}/refund-approvals?limit=1${rest}`);
      paged.push(...json.data.map(({ id }: { id: string }) => id));
      cursor = json.nextCursor;
    }
    expect(paged).toEqual(all.map(({ id }: { id: string }) => id));
    expect(all[0].order.customer.email).toContain('@');
  });
});

const uuidOf = (id: string): string => id.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
