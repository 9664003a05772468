import type { RecordedEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';
import type { IdempotencyRecord } from '@tollgate/order-log';
import type { ProcessorRequest } from '../../../services/authorization/dist/processors/card-processor.js';
import type { Parts } from '../services/plants.ts';
import { type Bug, replacing } from './bug.ts';

const isTurn = ({ scope }: IdempotencyRecord): boolean => scope === 'credit';
/** `USD 7` */
const nextTurn = (record: IdempotencyRecord): IdempotencyRecord =>
  isTurn(record) ? { ...record, key: record.key.replace(/\d+$/, (turn) => String(Number(turn) + 1)) } : record;

type Decide = Parts['log']['decide'];

/** gateway-ingress decides about an order by something else than what it has loaded, or appends something else than it decided. */
const decidingBy = (deciding: (decide: (order: Order) => readonly object[]) => (order: Order) => readonly object[]) =>
  ((log, { service }) =>
    service !== 'gateway-ingress'
      ? log
      : replacing(log, {
          decide: ((target: never, cause: never, decide: never) =>
            log.decide(target, cause, deciding(decide) as never)) as unknown as Decide,
        })) satisfies NonNullable<Bug['plants']>['log'];

const askedByNobody = (order: Order): Order => ({
  ...order,
  refundApprovals: (order.refundApprovals ?? []).map((approval) => ({ ...approval, by: '' })),
});

const byNobody = (event: RecordedEvent): RecordedEvent =>
  event.type === 'RefundApprovalRequested'
    ? { ...event, header: { ...event.header, actor: { service: event.header.actor.service } } }
    : event;

export const givingBackBugs: readonly Bug[] = [
  {
    name: 'credit-counted-twice',
    breaks: 'a credit without an answer is sent again as a new one, not as a repetition',
    in: 'code',
    caughtBy: ['I3'],
    plants: {
      processor: (processor) =>
        replacing(processor, {
          prepare: ({ repeats, ...request }: ProcessorRequest) =>
            processor.prepare(request.kind === 'credit' || repeats === undefined ? request : { ...request, repeats }),
        }),
    },
  },
  {
    name: 'credits-at-once',
    breaks: 'a credit whose turn another one took at the same moment takes the next, and does not look again at what was given',
    in: 'code',
    caughtBy: ['limits'],
    plants: {
      log: (log, { service }) => {
        const append: typeof log.append = async (request) => {
          const appended = await log.append(request);
          const records = request.idempotencyRecords ?? [];
          if (appended.outcome === 'appended' || !records.some(isTurn)) return appended;
          return log.append({ ...request, idempotencyRecords: records.map(nextTurn) });
        };
        return service === 'gateway-ingress' ? replacing(log, { append }) : log;
      },
    },
  },
  {
    name: 'limit-unheard',
    breaks: 'whoever asks for refunds never learns that they want a second person',
    in: 'code',
    caughtBy: ['limits'],
    plants: {
      settings: (settings, { service }) => {
        const current: typeof settings.current = (area, scope) =>
          area.area === 'refunds' ? Promise.resolve({ document: area.defaults, version: 0 }) : settings.current(area, scope);
        return service === 'gateway-ingress' ? replacing(settings, { current }) : settings;
      },
    },
  },
  {
    name: 'approved-by-oneself',
    breaks: 'who asked for a refund is not known to whoever decides: people approve their own',
    in: 'code',
    caughtBy: ['approval'],
    plants: {
      log: (log, process) => {
        const deciding = decidingBy((decide) => (order) => decide(askedByNobody(order)))(log, process);
        if (process.service !== 'gateway-ingress') return deciding;
        const readWithKey: typeof log.readWithKey = async (order) => {
          const { events, ...rest } = await log.readWithKey(order);
          return { ...rest, events: events.map(byNobody) };
        };
        return replacing(deciding, { readWithKey });
      },
    },
  },
  {
    name: 'approved-twice',
    breaks: 'an approval that met another one is recorded as it was decided, and not decided again',
    in: 'code',
    caughtBy: ['approval'],
    plants: {
      log: decidingBy((decide) => {
        let decided: readonly object[] | undefined;
        return (order) => {
          decided ??= decide(order);
          return decided;
        };
      }),
    },
  },
];
