import { randomUUID } from 'node:crypto';
import {
  create,
  decode,
  encode,
  requests,
  type TellKeyPoolRequest,
  TellKeyPoolRequestSchema,
  TellKeyPoolResponseSchema,
} from '@tollgate/contracts';
import { DomainError, TransientError } from '@tollgate/errors';
import { verifySignedKey } from '@tollgate/license-keys';
import { eventually } from '@tollgate/testing';
import { GoodsStore } from '../goods/goods.repository.js';
import { fetchWhole, look } from '../testing/client.js';
import { KeyShop } from '../testing/key-shop.js';
import { merchant, type Replica, TestStack } from '../testing/test-stack.js';
import { OrderLicenseKeys } from './order-keys.handler.js';

const codeOf = (error: unknown): string => {
  if (error instanceof DomainError) return error.code;
  throw error;
};

/** As whoever was not answered asks again. */
const untilAnswered = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
    }
  }
};

describe('license keys', () => {
  let stage: TestStack;
  let replica: Replica;
  let shop: KeyShop;
  beforeAll(async () => {
    stage = await TestStack.open();
    replica = await stage.startReplica();
    shop = new KeyShop(stage);
    stage.bus.connection.subscribe(requests.tellKeyPool, {
      callback: (_, message) => {
        told.push(decode(TellKeyPoolRequestSchema, message.string()));
        message.respond(encode(TellKeyPoolResponseSchema, create(TellKeyPoolResponseSchema)));
      },
    });
    await stage.bus.connection.flush();
  });
  afterAll(() => stage?.close());

  const told: TellKeyPoolRequest[] = [];
  const news = () => told.filter(({ sku }) => sku === 'LOW').map(({ left }) => left);
  const follow = (order: string) => replica.service.app.get(OrderLicenseKeys).follow(order);
  const sql = (statement: string) => stage.sql<Record<string, string>>(replica.service, statement);
  const left = (sku: string, count: number) =>
    eventually(`${count} keys are left`, async () => (await shop.state(sku)).left === count || undefined);
  const issued = (sku: string, count: number) =>
    eventually(`${count} keys are issued`, async () => (await shop.state(sku)).issued === count || undefined);

  it('of a pool are given out in the order in which they came, one for each piece, and are sealed wherever they lie', async () => {
    await shop.sell('APP', { kind: 'pool', activations: 2 });
    expect(await shop.add('APP', ['KEY-1', ' KEY-2 ', 'KEY-3', '', 'KEY-1'])).toEqual({ added: 3, duplicates: 1 });
    const placed = await shop.place('APP', { quantity: 2 });
    expect(await shop.state('APP')).toMatchObject({ kind: 'pool', left: 1, reserved: 2, issued: 0 });
    await shop.pay(placed);
    expect(await shop.keysOf(placed.order)).toEqual(['KEY-1', 'KEY-2']);
    await issued('APP', 2);
    const rows = await sql('SELECT row_to_json(k)::text AS row FROM license_keys k');
    const events = (await stage.logs['gateway-ingress'].read(placed.order)).map(({ dataText }) => dataText);
    expect([...rows.map(({ row }) => row), ...events].join()).not.toContain('KEY-');
    expect((await fetchWhole(replica.port, `/d/${stage.token(placed.order, 0)}`)).body.toString()).toContain(
      '<code>KEY-1</code>',
    );
  });

  it('are added once, whatever good they are added to', async () => {
    await shop.sell('OTHER', { kind: 'pool' });
    expect(await shop.add('OTHER', ['KEY-3', 'KEY-4'])).toEqual({ added: 1, duplicates: 1 });
  });

  it('are refused to an order that wants more than are left, which takes none; the same order asked again has the same', async () => {
    await shop.sell('FEW', { kind: 'pool' });
    await shop.add('FEW', ['F-1', 'F-2']);
    await expect(shop.reserve(randomUUID(), 'FEW', 3)).rejects.toMatchObject({
      code: 'keys_exhausted',
      field: '/items/0/quantity',
    });
    const order = randomUUID();
    for (let times = 0; times < 3; times += 1) await shop.reserve(order, 'FEW', 2);
    expect(await shop.state('FEW')).toMatchObject({ left: 0, reserved: 2 });
    await expect(shop.reserve(randomUUID(), 'FEW')).rejects.toMatchObject({ code: 'keys_exhausted' });
  });

  it('are said to be low once, until their pool is filled above its mark', async () => {
    await shop.sell('LOW', { kind: 'pool', lowMark: 2 });
    await shop.add('LOW', ['W-1', 'W-2', 'W-3', 'W-4']);
    const low = async () =>
      (await shop.reserve(randomUUID(), 'LOW')).low.map(({ sku, left, lowMark }) => ({ sku, left, lowMark }));
    expect([await low(), await low(), await low()]).toEqual([[], [{ sku: 'LOW', left: 2, lowMark: 2 }], []]);
    await shop.add('LOW', ['W-5', 'W-6']);
    expect([await low(), await low()]).toEqual([[{ sku: 'LOW', left: 2, lowMark: 2 }], []]);
    expect(await low()).toEqual([{ sku: 'LOW', left: 0, lowMark: 2 }]);
    await eventually('it is told', () => Promise.resolve(news().length === 3 || undefined));
    expect(news()).toEqual([2, 2, 0]);
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
  });

  it('that are not there are told of, where nobody set a mark and customers are refused, and again only once some were added', async () => {
    await shop.sell('NONE', { kind: 'pool' });
    const refused = () => expect(shop.reserve(randomUUID(), 'NONE')).rejects.toMatchObject({ code: 'keys_exhausted' });
    const of = () => told.filter(({ sku }) => sku === 'NONE').length;
    for (const _ of [1, 2]) await refused();
    await eventually('it is told', () => Promise.resolve(of() === 1 || undefined));
    await shop.add('NONE', ['N-0']);
    expect((await shop.reserve(randomUUID(), 'NONE')).low).toMatchObject([{ left: 0 }]);
    await refused();
    await eventually('it is told again', () => Promise.resolve(of() === 2 || undefined));
  });

  it('that no order has are taken out of their pool, by name or all of them, and may be added again', async () => {
    await shop.sell('OUT', { kind: 'pool', activations: 2 });
    await shop.add('OUT', ['OUT-1', 'OUT-2', 'OUT-3', 'OUT-4']);
    await shop.sell('ELSE', { kind: 'pool' });
    await shop.add('ELSE', ['ELSE-1']);
    await shop.pay(await shop.place('OUT'));
    await issued('OUT', 1);
    await shop.reserve(randomUUID(), 'OUT');
    const wanted = ['OUT-1', ' OUT-2 ', 'OUT-3', 'ELSE-1', 'NEVER', 'OUT-3', ''];
    expect(await shop.takeOut('OUT', wanted)).toEqual({ takenOut: 1, kept: ['OUT-1', ' OUT-2 ', 'ELSE-1'] });
    expect(await shop.takeOut('OUT', wanted)).toEqual({ takenOut: 0, kept: ['OUT-1', ' OUT-2 ', 'ELSE-1'] });
    expect(await shop.state('OUT')).toMatchObject({ left: 1, reserved: 1, issued: 1, places: 2 });
    expect(await shop.add('OUT', ['OUT-3'])).toEqual({ added: 1, duplicates: 0 });
    expect(await shop.takeOut('OUT')).toEqual({ takenOut: 2, kept: [] });
    expect(await shop.state('OUT')).toMatchObject({ left: 0, reserved: 1, issued: 1 });
    await eventually('the news', () => told.some(({ sku, left: few }) => sku === 'OUT' && few === 0) || undefined);
    await shop.sell('NO-POOL', { kind: 'pattern' });
    await expect(shop.takeOut('NO-POOL')).rejects.toMatchObject({ code: 'no_key_pool' });
    await expect(shop.takeOut('OUT', [' '])).rejects.toMatchObject({ code: 'no_keys' });
  });

  it('I10: go to an order or out of their pool where both want them at once, each to one side', async () => {
    await shop.sell('BOTH', { kind: 'pool' });
    const keys = Array.from({ length: 60 }, (_, index) => `BOTH-${index}`);
    await shop.add('BOTH', keys);
    const orders = Array.from({ length: 40 }, () => randomUUID());
    const reserve = (order: string) => untilAnswered(() => shop.reserve(order, 'BOTH').then(() => 'served', codeOf));
    const buying = orders.map(reserve);
    await Promise.race(buying);
    const [ends] = await Promise.all([
      Promise.all(buying),
      ...[keys.toReversed(), keys, undefined].map((which) => untilAnswered(() => shop.takeOut('BOTH', which))),
    ]);
    const held = await sql(`SELECT name, order_id AS "order" FROM license_keys WHERE sku = 'BOTH' AND state = 'reserved'`);
    expect(new Set(held.map(({ order }) => order))).toEqual(new Set(orders.filter((_, index) => ends[index] === 'served')));
    expect(held.length).toBeGreaterThan(0);
    expect(ends.filter((end) => end !== 'served' && end !== 'keys_exhausted')).toEqual([]);
    expect(await shop.state('BOTH')).toMatchObject({ left: 0, reserved: held.length });
    const names = new Set(held.map(({ name }) => name));
    const { kept } = await shop.takeOut('BOTH', keys);
    expect(kept).toEqual(keys.filter((key) => names.has(shop.secrets.nameOf(merchant, key))));
  });

  it('are taken off a good: it is sold without, its orders get theirs, and its pool is there once it has keys again', async () => {
    await shop.sell('OFF', { kind: 'pool' });
    await shop.add('OFF', ['O-1', 'O-2']);
    const placed = await shop.place('OFF');
    await shop.takeOff('OFF');
    await expect(shop.state('OFF')).rejects.toMatchObject({ code: 'not_found' });
    await expect(shop.takeOff('OFF')).rejects.toMatchObject({ code: 'not_found' });
    expect(await replica.service.app.get(GoodsStore).currentForms([{ merchant, sku: 'OFF' }])).toEqual([[]]);
    await shop.pay(placed);
    expect(await shop.keysOf(placed.order)).toEqual(['O-1']);
    await shop.sell('OFF', { kind: 'pool' });
    expect(await shop.state('OFF')).toMatchObject({ left: 1, issued: 1 });
  });

  it('go back to their pool where the order ends without money, and where none was placed within the hour', async () => {
    await shop.sell('BACK', { kind: 'pool' });
    await shop.add('BACK', ['B-1', 'B-2']);
    const placed = await shop.place('BACK');
    const lost = randomUUID();
    await shop.reserve(lost, 'BACK');
    await follow(placed.order);
    await follow(lost);
    expect(await shop.state('BACK')).toMatchObject({ left: 0, reserved: 2 });
    await shop.decline(placed);
    await left('BACK', 1);
    await sql(`UPDATE license_keys SET reserved_at = now() - interval '61 minutes' WHERE order_id = '${lost}'`);
    await follow(lost);
    expect(await shop.state('BACK')).toMatchObject({ left: 2, reserved: 0 });
  });

  it('of a declined order are there for the next customer at once, and not half a minute later', async () => {
    await shop.sell('NEXT', { kind: 'pool' });
    await shop.add('NEXT', ['X-1']);
    await shop.decline(await shop.place('NEXT'));
    await left('NEXT', 1);
    const looks = await sql("SELECT looks FROM license_keys WHERE sku = 'NEXT'");
    expect(looks).toEqual([{ looks: 0 }]);
    await shop.pay(await shop.place('NEXT'));
  });

  it('of an order that was refunded whole, and captured further, are the same ones: none is taken once it is charged', async () => {
    await shop.sell('AGAIN', { kind: 'pool', activations: 2 });
    await shop.add('AGAIN', ['A-1']);
    const placed = await shop.place('AGAIN');
    await shop.capture(placed);
    await stage.refund(placed.order);
    await eventually('it is revoked', async () => (await shop.state('AGAIN')).revoked === 1 || undefined);
    await shop.capture(placed);
    expect(await shop.keysOf(placed.order)).toEqual(['A-1']);
    await issued('AGAIN', 1);
    expect(await shop.state('AGAIN')).toMatchObject({ left: 0, revoked: 0 });
  });

  it('are kept for an order as long as it can be paid, and are there when it is', async () => {
    await shop.sell('KEEP', { kind: 'pool' });
    await shop.add('KEEP', ['K-1']);
    const placed = await shop.place('KEEP');
    await sql(`UPDATE license_keys SET reserved_at = now() - interval '7 days' WHERE order_id = '${placed.order}'`);
    await follow(placed.order);
    expect(await shop.state('KEEP')).toMatchObject({ left: 0, reserved: 1 });
    await shop.pay(placed);
    expect(await shop.keysOf(placed.order)).toEqual(['K-1']);
  });

  it('that were refunded are revoked, and never given out again', async () => {
    await shop.sell('GONE', { kind: 'pool' });
    await shop.add('GONE', ['G-1']);
    const placed = await shop.place('GONE');
    await shop.pay(placed);
    await stage.refund(placed.order);
    await eventually('it is revoked', async () => (await shop.state('GONE')).revoked === 1 || undefined);
    expect(await shop.add('GONE', ['G-1'])).toEqual({ added: 0, duplicates: 1 });
    await expect(shop.reserve(randomUUID(), 'GONE')).rejects.toMatchObject({ code: 'keys_exhausted' });
    expect(await look(replica.port, `/d/${stage.token(placed.order, 0)}`)).toMatchObject({ status: 410 });
  });

  it('wait in a paid order whose pool was empty until it is filled, and then come', async () => {
    await shop.sell('LATE', { kind: 'pool' });
    await shop.add('LATE', ['L-1']);
    const placed = await shop.place('LATE');
    // What only happens where an order is appended more than an hour after its keys were kept.
    await sql(
      `UPDATE license_keys SET reserved_at = now() - interval '2 hours', order_id = '${randomUUID()}' WHERE order_id = '${placed.order}'`,
    );
    const paid = shop.pay(placed);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await stage.typesOf(placed.order)).toEqual([]);
    await shop.add('LATE', ['L-2']);
    await paid;
    expect(await shop.keysOf(placed.order)).toEqual(['L-2']);
  });

  it('are drawn by a pattern, or signed so that they verify offline', async () => {
    await shop.sell('DRAWN', { kind: 'pattern', pattern: 'DR-XXXXX-XXXXX-XXXXX-XXXXX' });
    const drawn = await shop.place('DRAWN', { kind: 'pattern', quantity: 3 });
    await shop.pay(drawn);
    expect(new Set(await shop.keysOf(drawn.order)).size).toBe(3);
    await shop.sell('SIGNED', { kind: 'signed' });
    const signed = await shop.place('SIGNED', { kind: 'signed', quantity: 2 });
    await shop.pay(signed);
    const { publicKey } = await shop.state('SIGNED');
    const claims = (await shop.keysOf(signed.order)).map((key) => verifySignedKey(publicKey, key));
    expect(claims).toMatchObject([
      { sku: 'SIGNED', order: signed.order, line: 1, piece: 0 },
      { sku: 'SIGNED', order: signed.order, line: 1, piece: 1 },
    ]);
  });

  it.each([
    [{ kind: 'lots' }, 'invalid_kind'],
    [{ kind: 'pattern', pattern: 'XXXX' }, 'pattern_too_short'],
    [{ kind: 'pool', activations: -1 }, 'out_of_range'],
  ])('are refused as %j', async (source, code) => {
    await expect(shop.sell('BAD', source)).rejects.toMatchObject({ code });
  });

  it('are no keys of a physical good, of an unknown one, or of one that has none', async () => {
    await expect(shop.add('NOWHERE', ['N-1'])).rejects.toMatchObject({ code: 'not_found' });
    await expect(shop.add('DRAWN', ['N-1'])).rejects.toMatchObject({ code: 'no_key_pool' });
    await expect(shop.add('APP', [' ', ''])).rejects.toMatchObject({ code: 'no_keys' });
    await expect(shop.add('APP', ['ok', 'x\u0007'])).rejects.toMatchObject({ code: 'invalid_key', field: '/keys/1' });
  });
});
