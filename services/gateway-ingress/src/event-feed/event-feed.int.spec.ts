import { randomBytes } from 'node:crypto';
import { request } from 'node:https';
import { eventually } from '@tollgate/testing';
import pg from 'pg';
import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';

interface Told {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: string;
}

describe('the event feed', () => {
  let gateway: TestGateway;
  const other = `tgk_test_${randomBytes(32).toString('base64url')}`;
  beforeAll(async () => {
    gateway = await TestGateway.start();
    await gateway.giveKey('mer_other', other);
  });
  afterAll(() => gateway.stop());

  const place = async (): Promise<string> =>
    (await gateway.send('POST', '/v1/orders', { body: sampleOrder() })).json.id as string;
  const page = async (cursor = '', more: { readonly limit?: number; readonly key?: string } = {}) => {
    const { limit = 100, ...options } = more;
    const query = new URLSearchParams({ limit: String(limit), ...(cursor === '' ? {} : { cursor }) });
    return (await gateway.send('GET', `/v1/events?${query}`, options)).json as {
      data: Told[];
      nextCursor: string;
      hasMore: boolean;
    };
  };
  /** All that lies behind the cursor. */
  const rest = async (cursor = '', limit = 100): Promise<Told[]> => {
    const { data, nextCursor, hasMore } = await page(cursor, { limit });
    return hasMore ? [...data, ...(await rest(nextCursor, limit))] : data;
  };

  it('tells every event of every order once, each numbered among its order’s, by pages of any size', async () => {
    const orders = [await place(), await place()];
    const events = await eventually('all events', async () => {
      const told = await rest();
      return orders.every((order) => told.some(({ subject, type }) => subject === order && type === 'PaymentCaptured'))
        ? told
        : undefined;
    });
    for (const order of orders) {
      const its = events.filter(({ subject }) => subject === order);
      expect(its.map(({ sequence }) => Number(sequence))).toEqual(its.map((_, index) => index + 1));
      expect(its[0]?.type).toBe('OrderPlaced');
    }
    const small = await rest('', 3);
    expect(small.slice(0, events.length).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect(new Set(small.map(({ id }) => id)).size).toBe(small.length);
    for (const hidden of ['sealedPersonalData', 'screening', 'token']) expect(JSON.stringify(events)).not.toContain(hidden);
  });

  it('goes on from its cursor, also where that is of now', async () => {
    const { nextCursor } = await page('latest');
    const order = await place();
    const told = await eventually('the new order', async () => {
      const events = await rest(nextCursor);
      return events.length > 0 ? events : undefined;
    });
    expect(new Set(told.map(({ subject }) => subject))).toEqual(new Set([order]));
  });

  it('never passes over what commits later: an open transaction holds back what follows it', async () => {
    const { nextCursor } = await page('latest');
    const other = new pg.Client({ connectionString: gateway.postgres.url });
    await other.connect();
    await other.query('BEGIN; CREATE TABLE public.held (a int)');
    await place();
    const early = await rest(nextCursor);
    await other.query('ROLLBACK');
    await other.end();
    expect(early).toEqual([]);
    await eventually('the order', async () => (await rest(nextCursor)).length > 0 || undefined);
  });

  it('S1: shows nothing of others', async () => {
    await place();
    expect((await page('', { key: other })).data).toEqual([]);
  });

  it.each(['nonsense', '1.2', '1.2.3.4'])('has no cursor %s', async (cursor) => {
    const { status, json } = await gateway.send('GET', `/v1/events?cursor=${cursor}`);
    expect([status, json.code, json.field]).toEqual([422, 'invalid_cursor', 'cursor']);
  });

  it('comes as server-sent events, and goes on after the last one that was seen', async () => {
    const first = await listen();
    const order = await place();
    await eventually('its events', () => first.told.filter(({ data }) => data.subject === order).length >= 3 || undefined);
    first.close();
    const [seen] = first.told;
    const again = await listen({ 'last-event-id': seen?.id ?? '' });
    await eventually('those after it', () => again.told.length >= 2 || undefined);
    again.close();
    expect(again.told[0]?.data.id).toBe(first.told[1]?.data.id);
  });

  it('has at most ten streams of one key', async () => {
    const streams = await Promise.all(Array.from({ length: 10 }, () => listen()));
    await expect(listen()).rejects.toThrow('429');
    for (const { close } of streams) close();
    await eventually('room', () =>
      listen()
        .then(
          ({ close }) => close(),
          () => undefined,
        )
        .then(() => true),
    );
  });

  const listen = (headers: Readonly<Record<string, string>> = {}) =>
    new Promise<{ told: { id: string; data: Told }[]; close: () => void }>((resolve, reject) => {
      const told: { id: string; data: Told }[] = [];
      const authorization = `Bearer ${gateway.apiKey}`;
      const options = { port: gateway.port, path: '/v1/events', rejectUnauthorized: false };
      const asked = request({ ...options, headers: { authorization, accept: 'text/event-stream', ...headers } }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(String(answer.statusCode)));
        answer.setEncoding('utf8').on('data', messagesInto(told));
        answer.on('error', () => undefined);
        resolve({ told, close: () => asked.destroy() });
      });
      asked.on('error', reject);
      asked.end();
    });
});

/** Adds the messages in what it is handed, part by part, to those that were told. */
const messagesInto = (told: { id: string; data: Told }[]): ((part: string) => void) => {
  let text = '';
  return (part) => {
    const messages = (text + part).split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const [, id, data] = /^id: (\S+)\ndata: (.*)$/.exec(message) ?? [];
      if (id !== undefined && data !== undefined) told.push({ id, data: JSON.parse(data) as Told });
    }
  };
};
