import { randomBytes } from 'node:crypto';
import { Sessions } from '../sessions/sessions.repository.js';
import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';
import { TestPerson } from '../testing/person.js';
import { Users } from '../users/users.repository.js';
import { type Right, type Role, rightsOf, roles } from './roles.data.js';

/** A call of Central's API within a store, as its document tells it. */
interface StoreCall {
  readonly id: string;
  readonly method: string;
  /** Below the store and its mode. */
  readonly path: string;
  readonly right: Right;
  readonly alsoRight: Right | undefined;
}

const mayAsk = (role: Role, { right, alsoRight }: StoreCall): boolean =>
  [right, alsoRight].every((one) => one === undefined || rightsOf(role).has(one));

const scope = '/central/api/stores/{store}/{mode}/';
/** Answers for as long as somebody listens. */
const endless = new Set(['watchStore']);
const noOrder = `ord_${'0'.repeat(32)}`;
const parameters: Readonly<Record<string, string>> = { sku: 'SKU-1', name: 'a.bin', area: 'receipt', sha256: '0'.repeat(64) };

describe('S24: what a role does not have it may not do, in no store and by no route', () => {
  let gateway: TestGateway;
  let calls: readonly StoreCall[];
  /** The people of mer_demo by role, with a second factor; and one of mer_other. */
  const people = new Map<Role, TestPerson>();
  let stranger: TestPerson;

  const enter = async (merchant: string, role: Role, hasSecondFactor = true): Promise<TestPerson> => {
    const { app } = gateway.service;
    const users = app.get(Users, { strict: false });
    const email = `${role}-${randomBytes(4).toString('hex')}@${merchant.replace('_', '-')}.example`;
    const user = await users.create({ email, name: role, language: 'en', passwordHash: '' });
    await gateway.query(
      `INSERT INTO gateway_ingress.memberships (user_id, merchant_id, role) VALUES ('${user}', '${merchant}', '${role}')`,
    );
    const client = { userAgent: 'test', address: '127.0.0.1' };
    const session = { user: user ?? '', isPending: false, hasSecondFactor, client };
    const person = new TestPerson(gateway);
    const { token } = await app.get(Sessions, { strict: false }).begin(session, '');
    person.cookie = `__Host-tollgate-session=${token}`;
    await person.look();
    return person;
  };

  const pathOf = ({ path }: StoreCall, order = noOrder): string =>
    path.replace('orders/{id}', `orders/${order}`).replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? noOrder);
  const ask = (person: TestPerson, call: StoreCall, { store = 'mer_demo', mode = 'test', order = noOrder } = {}) =>
    person.send(call.method, `stores/${store}/${mode}/${pathOf(call, order)}`, call.method === 'GET' ? {} : { body: {} });

  beforeAll(async () => {
    gateway = await TestGateway.start();
    await gateway.giveKey('mer_other', `tgk_test_${randomBytes(32).toString('base64url')}`);
    for (const role of roles) people.set(role, await enter('mer_demo', role));
    stranger = await enter('mer_other', 'owner');
    const { paths } = (await gateway.send('GET', '/central/openapi.json', { key: '' })).json;
    calls = Object.entries(
      paths as Record<string, Record<string, { operationId: string; 'x-right': Right; 'x-also-right'?: Right }>>,
    )
      .filter(([path]) => path.startsWith(scope))
      .flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, call]) => ({
          id: call.operationId,
          method: method.toUpperCase(),
          path: path.slice(scope.length),
          right: call['x-right'],
          alsoRight: call['x-also-right'],
        })),
      );
  });
  afterAll(() => gateway.stop());

  const refusalOf = async (asked: ReturnType<typeof ask>): Promise<string> => {
    const { status, json } = await asked;
    return status === 401 || status === 403 ? `${status} ${json.code}` : status === 404 ? `404 ${json?.code}` : 'let in';
  };

  it('knows every route of a store, each with its right', () => {
    expect(calls.length).toBeGreaterThanOrEqual(30);
    expect(calls.filter(({ right }) => !rightsOf('owner').has(right))).toEqual([]);
  });

  /** Whether what came is what the right asks for: `not_allowed` without it, and with it anything that a route itself answers. */
  const isAsItShouldBe = (isAllowed: boolean, refusal: string): boolean =>
    isAllowed ? refusal === 'let in' || refusal === '404 not_found' : refusal === '403 not_allowed';

  it.each(roles)('%s: is let in where the role has the right, and nowhere else, in both modes', async (role) => {
    const person = people.get(role) as TestPerson;
    const asked = calls
      .map((call) => ({ call, isAllowed: mayAsk(role, call) }))
      .filter(({ call, isAllowed }) => !(isAllowed && endless.has(call.id)))
      .flatMap(({ call, isAllowed }) => ['test', 'live'].map((mode) => ({ call, isAllowed, mode })));
    const judge = async ({ call, isAllowed, mode }: (typeof asked)[number]): Promise<readonly string[]> => {
      const refusal = await refusalOf(ask(person, call, { mode }));
      return isAsItShouldBe(isAllowed, refusal) ? [] : [`${call.id}: ${refusal}`];
    };
    // Those that are let in at once: some wait in vain for a service that is not there. The others one by one, so that there is room for each.
    const told = await Promise.all(asked.filter(({ isAllowed }) => isAllowed).map(judge));
    for (const one of asked.filter(({ isAllowed }) => !isAllowed)) told.push(await judge(one));
    expect(told.flat()).toEqual([]);
  });

  it('no manager, developer or API key sets what guards money: who could raise a limit alone would need no second person', async () => {
    for (const area of ['credits', 'refunds']) {
      expect(await refusalOf(gateway.send('PUT', `/v1/settings/${area}`, { body: {} }))).toBe('403 not_allowed');
      for (const [role, person] of people) {
        const isAllowed = role === 'owner';
        const asked = person.send('PUT', `stores/mer_demo/test/settings/${area}`, { body: {} });
        expect([area, role, await refusalOf(asked)]).toEqual([area, role, isAllowed ? 'let in' : '403 not_allowed']);
      }
    }
  });

  it('shows the names of customers to no role that may see reports, and not customers', async () => {
    const rights = rightsOf('accountant') as Set<Right>;
    const [report] = calls.filter(({ id }) => id === 'reportCustomers');
    const look = () => refusalOf(ask(people.get('accountant') as TestPerson, report as StoreCall));
    expect(await look()).toBe('let in');
    rights.delete('customers:read');
    try {
      expect(await look()).toBe('403 not_allowed');
    } finally {
      rights.add('customers:read');
    }
  });

  it('S1: a store of others is not there, for whatever is asked and in whatever role', async () => {
    const wrong: string[] = [];
    for (const call of calls) {
      const asked = [
        ask(stranger, call),
        ...[...people.values()].map((person) => ask(person, call, { store: 'mer_other' })),
        ask(stranger, call, { store: 'mer_nobody' }),
        ask(stranger, call, { store: 'mer_other', mode: 'both' }),
      ];
      for (const refusal of await Promise.all(asked.map(refusalOf)))
        if (refusal !== '404 not_found') wrong.push(`${call.id}: ${refusal}`);
    }
    expect(wrong).toEqual([]);
  });

  it('S1: an order of another store, or of the other mode, is not there, by whatever route', async () => {
    const placed = await gateway.send('POST', '/v1/orders', { body: sampleOrder() });
    const order = placed.json.id as string;
    const owner = people.get('owner') as TestPerson;
    const ofOrders = calls.filter(({ path }) => path.startsWith('orders/{id}'));
    const [look] = ofOrders.filter(({ id }) => id === 'getOrder');
    expect((await ask(owner, look as StoreCall, { order })).status).toBe(200);
    const before = await gateway.stored();
    const wrong: string[] = [];
    for (const call of ofOrders) {
      for (const [person, place] of [
        [stranger, { store: 'mer_other', order }],
        [owner, { mode: 'live', order }],
      ] as const) {
        const { status } = await ask(person, call, place);
        if (status !== 404 && status !== 422) wrong.push(`${call.id}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect((await gateway.stored()).events).toBe(before.events);
  });

  it('S15, S17: nobody without a session, no command without its token, nothing live without a second factor', async () => {
    const nobody = new TestPerson(gateway);
    const single = await enter('mer_demo', 'owner', false);
    const owner = people.get('owner') as TestPerson;
    const wrong: string[] = [];
    const expectRefusal = async (asked: ReturnType<typeof ask>, call: StoreCall, wanted: string): Promise<void> => {
      const refusal = await refusalOf(asked);
      if (refusal !== wanted) wrong.push(`${call.id}: ${refusal} instead of ${wanted}`);
    };
    for (const call of calls) {
      await expectRefusal(ask(nobody, call), call, '401 not_signed_in');
      await expectRefusal(ask(single, call, { mode: 'live' }), call, '403 second_factor_required');
      if (call.method === 'GET') continue;
      const { csrfToken } = owner;
      owner.csrfToken = '';
      await expectRefusal(ask(owner, call), call, '403 invalid_csrf_token');
      owner.csrfToken = csrfToken;
    }
    expect(wrong).toEqual([]);
  });
});
