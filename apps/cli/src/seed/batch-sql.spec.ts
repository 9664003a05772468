import { eventKinds } from '@tollgate/contracts';
import { batchSql, phasesOf } from './batch-sql.js';
import { yearOf } from './testing/world.js';

const orders = yearOf({ orders: 200 });
const options = { epoch: 1, instances: new Map(Object.values(eventKinds).map(({ streams }) => [streams[0]?.owner ?? '', 'i'])) };

describe('a batch of orders', () => {
  const phases = phasesOf(orders);

  it('has every event once, each order’s in their own order', () => {
    const written = Map.groupBy(
      phases.flatMap(({ events }) => events),
      ({ header }) => header.subject.id,
    );
    for (const { id, events } of orders)
      expect(written.get(id)?.map(({ header }) => header.id)).toEqual(events.map(({ header }) => header.id));
  });

  it('is appended by the services that own the events, in few turns', () => {
    for (const { service, events } of phases)
      for (const { type } of events) expect(eventKinds[type].streams[0]?.owner).toBe(service);
    expect(phases.length).toBeLessThan(60);
  });

  it('says in the same transaction that it is published', () => {
    const sql = batchSql(orders, options);
    expect(sql.startsWith('BEGIN;')).toBe(true);
    expect(sql.endsWith('COMMIT;')).toBe(true);
    expect(sql.lastIndexOf('INTO order_log.publisher')).toBeGreaterThan(sql.lastIndexOf('INTO order_log.events'));
    expect(sql.match(/INTO order_log\.publisher/g)).toHaveLength(new Set(phases.map(({ service }) => service)).size);
  });

  it('keeps an apostrophe of a customer’s town in its text', () => {
    const [first] = orders;
    const [placed] = first?.events ?? [];
    const odd = { ...placed, dataText: `{"a":"St. John's"}` };
    expect(batchSql([{ ...first, events: [odd] } as never], options)).toContain("St. John''s");
  });
});
