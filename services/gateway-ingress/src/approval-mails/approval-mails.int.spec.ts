import { eventually } from '@tollgate/testing';
import { crashingGateway } from '../testing/crashing-gateway.js';
import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';
import { memberOf, TestPerson } from '../testing/person.js';

type Member = TestPerson & { readonly email: string };

describe('mails about refunds that want a second person', () => {
  let gateway: TestGateway;
  let manager: Member;
  let support: Member;
  beforeAll(async () => {
    gateway = await TestGateway.start();
    manager = await memberOf(gateway, 'manager');
    support = await memberOf(gateway, 'support');
    for (const role of ['accountant', 'developer', 'read_only']) await memberOf(gateway, role);
    await memberOf(gateway, 'owner', 'mer_other');
    const body = { limits: { USD: 1000 }, appliesToKeys: true };
    const owner = new TestPerson(gateway);
    await owner.signIn();
    expect((await owner.send('PUT', `${store}/settings/refunds`, { body })).status).toBe(200);
  });
  afterAll(() => gateway.stop());
  beforeEach(() => {
    gateway.neighbors.operatorMails.length = 0;
  });

  const store = 'stores/mer_demo/test';
  const place = async (): Promise<string> => (await gateway.send('POST', '/v1/orders', { body: sampleOrder() })).json.id;
  const ask = async (person: TestPerson, order: string, port = gateway.port) => {
    const { status, json } = await person.send('POST', `${store}/orders/${order}/refunds`, { body: { amount: 2000 }, port });
    expect(status).toBe(202);
    return { order, id: json.id as string };
  };
  const decide = (person: TestPerson, { order, id }: { order: string; id: string }, decision: string) =>
    person.send('POST', `${store}/orders/${order}/refund-approvals/${id}`, { body: { decision } });
  const mails = (kind: string) => gateway.neighbors.operatorMails.filter((mail) => mail.kind === kind);
  const nothingDue = (withinMs = 60_000) =>
    eventually(
      'nothing is due',
      async () => (await gateway.query('SELECT FROM gateway_ingress.due_work')).length === 0 || undefined,
      withinMs,
    );
  const toldTo = (kind: string) =>
    mails(kind)
      .map(({ email }) => email)
      .toSorted();

  it('go to everybody who may approve, once each, with a link to what waits; never to who asked', async () => {
    const one = await ask(manager, await place());
    await nothingDue();
    expect(toldTo('refund_to_approve')).toEqual([gateway.owner.email]);
    expect(mails('refund_to_approve')[0]).toMatchObject({
      language: 'en',
      link: 'https://localhost:7443/central/mer_demo/test/approvals',
      store: 'Demo Shop',
      approval: { amount: { minor: 2000n, currency: 'USD' }, order: one.order, person: 'A manager', decision: '', mode: 'test' },
    });
    await decide(manager, one, 'reject');
  });

  it('tell who asked what was decided, and by whom', async () => {
    const [yes, no] = [await ask(support, await place()), await ask(support, await place())];
    await nothingDue();
    expect(toldTo('refund_to_approve')).toEqual(
      [manager.email, manager.email, gateway.owner.email, gateway.owner.email].toSorted(),
    );
    expect((await decide(manager, yes, 'approve')).status).toBe(201);
    expect((await decide(manager, no, 'reject')).status).toBe(200);
    await nothingDue();
    expect(toldTo('refund_decided')).toEqual([support.email, support.email]);
    const told = mails('refund_decided').map(({ approval, link }) => [
      approval?.order,
      approval?.decision,
      approval?.person,
      link,
    ]);
    const linkTo = ({ order }: { order: string }) => `https://localhost:7443/central/mer_demo/test/orders/${order}`;
    expect(told.toSorted()).toEqual(
      [
        [yes.order, 'approve', 'A manager', linkTo(yes)],
        [no.order, 'reject', 'A manager', linkTo(no)],
      ].toSorted(),
    );
  });

  it('tell nobody of what they took back, and no API key of what was decided', async () => {
    const own = await ask(support, await place());
    await decide(support, own, 'reject');
    const order = await place();
    const { json } = await gateway.send('POST', `/v1/orders/${order}/refunds`, { body: { amount: 2000 } });
    await nothingDue();
    expect(mails('refund_to_approve').filter(({ approval }) => approval?.person === '')).toHaveLength(2);
    await decide(manager, { order, id: json.id }, 'reject');
    await nothingDue();
    expect(mails('refund_decided')).toEqual([]);
  });

  it('are owed by no decision that is refused', async () => {
    const one = await ask(manager, await place());
    await nothingDue();
    for (const [person, code] of [
      [manager, 'own_approval'],
      [support, 'not_allowed'],
    ] as const)
      expect((await decide(person, one, 'approve')).json.code).toBe(code);
    expect(await gateway.query('SELECT FROM gateway_ingress.due_work')).toEqual([]);
    await decide(manager, one, 'reject');
  });

  it('go out under the same ids once a process died between two of them, so that nobody gets a second one', async () => {
    const { port, ended } = await crashingGateway(gateway, 'approval-mail:after-one');
    let hasEnded = false;
    void ended.then(() => {
      hasEnded = true;
    });
    // The other replica may be the quicker one: of several, and of the next ones, this one has some.
    await eventually('the crash', async () => {
      await Promise.all([1, 2, 3].map(async () => ask(support, await place(), port).catch(() => undefined)));
      return hasEnded || undefined;
    });
    await gateway.query('UPDATE gateway_ingress.due_work SET lease_until = NULL');
    // What was owed for a refund that the dead process never recorded is looked for, for a minute.
    await nothingDue(120_000);
    const asked = mails('refund_to_approve').map(({ id, email, approval }) => ({ id, told: `${approval?.order} ${email}` }));
    const [ids, told] = [new Set(asked.map(({ id }) => id)), new Set(asked.map((one) => one.told))];
    expect(ids.size).toBe(told.size);
    expect(asked.length).toBeGreaterThan(ids.size);
    const orders = new Set(mails('refund_to_approve').map(({ approval }) => approval?.order));
    expect(told.size).toBe(2 * orders.size);
  }, 240_000);
});
