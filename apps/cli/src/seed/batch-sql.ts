import { eventKinds } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import type { ChainedEvent } from './life/history.js';
import type { ToldOrder } from './life/tell.js';

/** Splits the fields of a column. No JSON text contains it. */
const SEPARATOR = '\x1e';

/** The processes that seeded orders are appended by, one for each service: their marks say what is published, which is all of it. */
export type Instances = ReadonlyMap<string, string>;

export interface BatchOptions {
  readonly epoch: number;
  readonly instances: Instances;
}

/** Events that one service appends together: after them only what follows. */
interface Phase {
  readonly service: string;
  readonly events: ChainedEvent[];
}

const ownerOf = ({ type }: ChainedEvent): string => eventKinds[type].streams[0]?.owner ?? '';

/** The batch's events by the service that appends them, in turns: each order's own events stay in their order. */
export const phasesOf = (orders: readonly ToldOrder[]): readonly Phase[] => {
  const phases: Phase[] = [];
  for (const { events } of orders) {
    let at = 0;
    for (const event of events) {
      const service = ownerOf(event);
      while (phases[at] !== undefined && phases[at]?.service !== service) at += 1;
      phases[at] ??= { service, events: [] };
      phases[at]?.events.push(event);
    }
  }
  return phases;
};

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const column = <T>(rows: readonly T[], fieldOf: (row: T) => string): string =>
  `string_to_array(${literal(rows.map(fieldOf).join(SEPARATOR))}, E'\\x1e')`;

const roleOf = (service: string): string => `"${service.replaceAll('-', '_')}"`;

const instanceOf = ({ instances }: BatchOptions, service: string): string => {
  const instance = instances.get(service);
  invariant(instance !== undefined, `${service} has an instance`);
  return instance;
};

const insertEvents = ({ service, events }: Phase, options: BatchOptions): string => `SET LOCAL ROLE ${roleOf(service)};
INSERT INTO order_log.events (subject_id, stream, version, type, causation, header, data, previous_hash, hash, epoch, appended_by)
  SELECT subject::uuid, stream, version::int, type, causation::uuid, header::json, data::json, decode(previous, 'hex'), decode(hash, 'hex'),
    ${options.epoch}, ${literal(instanceOf(options, service))}::uuid
  FROM unnest(${[
    column(events, ({ header }) => header.subject.id),
    column(events, ({ header }) => header.stream),
    column(events, ({ header }) => String(header.version)),
    column(events, ({ type }) => type),
    column(events, ({ header }) => header.causation),
    column(events, ({ headerText }) => headerText),
    column(events, ({ dataText }) => dataText),
    column(events, ({ previousHash }) => previousHash),
    column(events, ({ hash }) => hash),
  ].join(',\n    ')}) AS e (subject, stream, version, type, causation, header, data, previous, hash);`;

/** In the transaction of the events, so that no relay ever finds them unpublished. */
const markPublished = (service: string, options: BatchOptions): string => `SET LOCAL ROLE ${roleOf(service)};
INSERT INTO order_log.publisher AS p (instance, service, published_to)
  VALUES (${literal(instanceOf(options, service))}, current_user, currval('order_log.events_position_seq'))
  ON CONFLICT (instance) DO UPDATE SET published_to = excluded.published_to, seen_at = now();`;

const insertKeys = (orders: readonly ToldOrder[]): string => `SET LOCAL ROLE ${roleOf('gateway-ingress')};
INSERT INTO order_log.order_key (order_id, customer_id, wrapped)
  SELECT id::uuid, decode(customer, 'hex'), decode(wrapped, 'hex') FROM unnest(
    ${column(orders, ({ id }) => id)},
    ${column(orders, ({ orderKey }) => orderKey.customerId)},
    ${column(orders, ({ orderKey }) => Buffer.from(orderKey.wrapped).toString('hex'))}) AS k (id, customer, wrapped);`;

const insertDue = (orders: readonly ToldOrder[]): readonly string[] => {
  const due = orders.flatMap((order) => order.due);
  return [...Map.groupBy(due, ({ service }) => service)].map(
    ([service, rows]) => `SET LOCAL ROLE ${roleOf(service)};
INSERT INTO ${roleOf(service)}.due_work (kind, key, due_at)
  SELECT kind, key, at::timestamptz FROM unnest(${[
    column(rows, ({ kind }) => kind),
    column(rows, ({ key }) => key),
    column(rows, ({ at }) => at),
  ].join(',\n    ')}) AS d (kind, key, at);`,
  );
};

/** One transaction that appends the orders, each service’s events by its own role, under the log’s own rules. Nothing of it is to be published. */
export const batchSql = (orders: readonly ToldOrder[], options: BatchOptions): string => {
  const phases = phasesOf(orders);
  const services = [...new Set(phases.map(({ service }) => service))];
  return [
    'BEGIN;',
    ...phases.map((phase) => insertEvents(phase, options)),
    insertKeys(orders),
    ...insertDue(orders),
    ...services.map((service) => markPublished(service, options)),
    'COMMIT;',
  ].join('\n');
};
