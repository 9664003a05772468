import {
  create,
  type DescMessage,
  decode,
  encode,
  fromPublicId,
  ListParkedResponseSchema,
  type MessageInitShape,
  type ParkingService,
  parkingServices,
  RedriveParkedRequestSchema,
  RedriveParkedResponseSchema,
  ReportedPositionResponseSchema,
  requests,
} from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import { eventually } from '@tollgate/testing';
import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';
import { memberOf, TestPerson } from '../testing/person.js';
import { redrivenSchema, upkeepSchema } from './upkeep.schema.js';

describe('the upkeep of the installation', () => {
  let gateway: TestGateway;
  let owner: TestPerson;
  /** What the services have parked; one that is not there does not answer. */
  let parked: { [service in ParkingService]?: { event: string; order: string }[] | undefined } = {};
  const stubborn = new Set<string>();
  beforeAll(async () => {
    gateway = await TestGateway.start();
    owner = await memberOf(gateway, 'owner');
    for (const service of parkingServices) {
      answer(requests.listParked(service), ListParkedResponseSchema, () => {
        const events = parked[service];
        return (
          events && {
            events: events.map((one) => ({
              ...one,
              type: 'OrderPlaced',
              error: 'TypeError',
              parkedAt: '2026-11-23T12:00:00.000Z',
            })),
          }
        );
      });
      answer(requests.redriveParked(service), RedriveParkedResponseSchema, (payload) => {
        const { event } = decode(RedriveParkedRequestSchema, payload);
        if (stubborn.has(event)) return { isHandled: false, error: 'TypeError' };
        const before = parked[service]?.length;
        parked[service] = parked[service]?.filter((one) => one.event !== event);
        return before === parked[service]?.length ? { isHandled: false, error: 'not_parked' } : { isHandled: true };
      });
    }
    answer(requests.reportedPosition, ReportedPositionResponseSchema, () => ({ position: 1n }));
    await gateway.service.runtime.bus.connection.flush();
  });
  beforeEach(() => {
    parked = Object.fromEntries(parkingServices.map((service) => [service, []]));
    stubborn.clear();
  });
  afterAll(() => gateway.stop());

  const answer = <R extends DescMessage>(
    subject: string,
    schema: R,
    made: (payload: string) => MessageInitShape<R> | undefined,
  ) =>
    gateway.service.runtime.bus.connection.subscribe(subject, {
      callback: (_, message) => {
        const response = made(message.string());
        if (response !== undefined) message.respond(encode(schema, create(schema, response)));
      },
    });
  const look = async (person = owner) => upkeepSchema.parse((await person.send('GET', 'upkeep')).json);
  const redrive = (service: string, person = owner) => person.send('POST', `upkeep/parked/${service}/redrive`);
  const place = async (key = gateway.apiKey): Promise<string> =>
    (await gateway.send('POST', '/v1/orders', { body: sampleOrder('declined'), key })).json.order.id;
  const parkedFor = (order: string) => ({ event: newId(), order: fromPublicId('ord', order) ?? '' });
  const codeOf = async (asked: Promise<{ status: number; json: { code: string } }>) => {
    const { status, json } = await asked;
    return [status, json.code];
  };

  it('shows the stream with its limit, who takes from it, the log, and how far reports are behind', async () => {
    await place();
    const { bus, log, reporting } = await look();
    expect([bus?.maxBytes, (bus?.messages ?? 0) > 0, (bus?.bytes ?? 0) > 0]).toEqual([8_000_000_000, true, true]);
    expect(log?.position).toBeGreaterThan(1);
    expect(reporting).toEqual({ position: 1, behind: (log?.position ?? 0) - 1 });
  });

  it('says nothing of a relay that is behind once it looked at everything, however long the log', async () => {
    await place();
    expect((await look()).log?.relayBehind).toBeGreaterThan(0);
    await eventually('the relay looked at all', async () => (await look()).log?.relayBehind === 0 || undefined, 20_000);
    expect((await look()).log?.position).toBeGreaterThan(1);
  }, 30_000);

  it('X3: shows a service that does not answer as such, and all others all the same', async () => {
    delete parked.fraud;
    parked.authorization = [parkedFor(await place())];
    const { services } = await look();
    expect(services.map(({ service, isAnswering, parkedCount }) => [service, isAnswering, parkedCount])).toEqual([
      ['tax-shipping', true, 0],
      ['fraud', false, null],
      ['authorization', true, 1],
      ['esd-delivery', true, 0],
      ['notifications', true, 0],
      ['reporting', true, 0],
    ]);
    expect((await redrive('fraud')).status).toBe(503);
  });

  it('shows what is known while the bus is silent, and answers in time', async () => {
    gateway.natsProxy.freeze();
    const sinceMs = performance.now();
    const { services, bus, log, reporting } = await look();
    expect(performance.now() - sinceMs).toBeLessThan(4_000);
    expect([services.some(({ isAnswering }) => isAnswering), bus, reporting]).toEqual([false, null, null]);
    expect(log?.position).toBeGreaterThan(0);
    await gateway.natsProxy.pass();
  });

  it('I14: names orders of one’s own stores alone, and live ones only with a second factor', async () => {
    const [foreign, live] = [`tgk_test_${'g'.repeat(43)}`, `tgk_live_${'h'.repeat(43)}`];
    await gateway.giveKey('mer_other', foreign);
    await gateway.giveKey(gateway.merchant, live);
    const [own, theirs, real] = [await place(), await place(foreign), await place(live)];
    parked.fraud = [own, theirs, real].map(parkedFor);
    const named = async (person?: TestPerson) =>
      (await look(person)).services.find(({ service }) => service === 'fraud')?.parked.map(({ order }) => order);
    expect(await named()).toEqual([own, null, real]);
    const weak = new TestPerson(gateway);
    await weak.signIn();
    await gateway.query('UPDATE gateway_ingress.sessions SET has_second_factor = false');
    expect(await named(weak)).toEqual([own, null, null]);
    expect(await codeOf(redrive('fraud', weak))).toEqual([403, 'second_factor_required']);
    await gateway.query('UPDATE gateway_ingress.sessions SET has_second_factor = true');
  });

  it('drives again what a service parked, oldest first, tells what failed again, and records who did it', async () => {
    const order = await place();
    const [newest, failing, oldest] = [parkedFor(order), parkedFor(order), parkedFor(order)];
    parked.fraud = [newest, failing, oldest];
    stubborn.add(failing.event);
    const { status, json } = await redrive('fraud');
    expect([status, redrivenSchema.parse(json)]).toEqual([
      200,
      { service: 'fraud', handled: 2, failed: [{ event: failing.event, type: 'OrderPlaced', error: 'TypeError' }], left: 0 },
    ]);
    expect(parked.fraud).toEqual([failing]);
    const [event] = await gateway.query<{ data: object; actor: string; merchant: string }>(
      `SELECT data, header->'actor'->>'on' AS actor, header->>'merchant' AS merchant FROM order_log.events WHERE type = 'ParkedEventsRedriven' ORDER BY position DESC LIMIT 1`,
    );
    const { id } = (await owner.look()).json.user;
    expect(event).toEqual({ data: { service: 'fraud' }, actor: id, merchant: 'mer_demo' });
  });

  it('drives once what two people drive at the same moment', async () => {
    const order = await place();
    parked.fraud = [parkedFor(order), parkedFor(order)];
    const both = await Promise.all([redrive('fraud'), redrive('fraud')]);
    expect(both.map(({ status, json }) => [status, json.failed])).toEqual([
      [200, []],
      [200, []],
    ]);
    expect(parked.fraud).toEqual([]);
  });

  it('drives nothing of a service that is none, and builds reports anew instead', async () => {
    expect(await codeOf(redrive('gateway-ingress'))).toEqual([404, 'not_found']);
    expect(await codeOf(redrive('reporting'))).toEqual([409, 'rebuild_instead']);
  });

  it.each([
    ['owner', true],
    ['developer', true],
    ['manager', false],
    ['accountant', false],
    ['support', false],
    ['read_only', false],
  ])('S24: is for a %s: %s', async (role, isAllowed) => {
    const person = await memberOf(gateway, role);
    const statuses = [(await person.send('GET', 'upkeep')).status, (await redrive('fraud', person)).status];
    expect(statuses).toEqual(isAllowed ? [200, 200] : [403, 403]);
  });

  it('S15, S17: is for nobody who is not signed in, nor for another site’s form', async () => {
    expect(await codeOf(new TestPerson(gateway).send('GET', 'upkeep'))).toEqual([401, 'not_signed_in']);
    const forged = owner.send('POST', 'upkeep/parked/fraud/redrive', { headers: { 'x-csrf-token': 'x' } });
    expect(await codeOf(forged)).toEqual([403, 'invalid_csrf_token']);
  });
});
