import type { RecordedEvent } from '@tollgate/contracts';
import { requests, toPublicId } from '@tollgate/contracts';
import type { Appended, FoundIdempotencyRecord } from '@tollgate/order-log';
import { grantSale } from '../../../services/esd-delivery/dist/grants/grant-downloads.js';
import { MailNotTaken } from '../../../services/notifications/dist/smtp/session-pool.client.js';
import { PARTS } from '../fakes/transfers.ts';
import { type Bug, replacing } from './bug.ts';

const lastWord: Readonly<Record<string, string>> = {
  OrderPlaced: 'pending',
  OrderPriced: 'pending',
  FraudAssessed: 'pending',
  AuthorizationRequested: 'pending',
  PaymentAuthorized: 'approved',
  PaymentCaptured: 'approved',
  PaymentDeclined: 'declined',
  AuthorizationUnknown: 'declined',
  AuthorizationReversed: 'declined',
  PaymentVoided: 'voided',
  PaymentRefunded: 'partially_refunded',
  OrderRejected: 'rejected',
};

const gone = { code: 'already_downloaded' };

export const edgeBugs: readonly Bug[] = [
  {
    name: 'answer-before-commit',
    breaks: 'an order is answered as pending when its commit is sent off, whatever becomes of that',
    in: 'code',
    caughtBy: ['I1'],
    plants: {
      log: (log, process) => {
        const append: typeof log.append = (request) => {
          begunIn(process).get(request.causation)?.(request.subject.id);
          return log.append(request);
        };
        return process.service === 'gateway-ingress' ? replacing(log, { append }) : log;
      },
      orders: (orders, process) => {
        const place: typeof orders.place = (body, context) => {
          const begun = Promise.withResolvers<string>();
          begunIn(process).set(context.attempt.record?.id ?? '', begun.resolve);
          return Promise.race([orders.place(body, context), begun.promise.then(pending)]);
        };
        return replacing(orders, { place });
      },
    },
  },
  {
    name: 'no-tenant-filter',
    breaks: 'an order is found by its id, whoever asks',
    in: 'code',
    caughtBy: ['I14'],
    plants: {
      operations: (operations, _process, { store }) =>
        replacing(operations, {
          request: (request: Parameters<typeof operations.request>[0]) => {
            const id = request.order.slice('ord_'.length);
            const owner = store.events.find(({ header }) => header.subject.id.replaceAll('-', '') === id)?.header.merchant;
            const caller = { ...request.context.caller, merchant: owner ?? request.context.caller.merchant };
            return operations.request({ ...request, context: { ...request.context, caller } });
          },
        }),
    },
  },
  {
    name: 'unkeyed-cache',
    breaks: 'ingress remembers goods by their sku alone, whoever’s they are',
    in: 'code',
    caughtBy: ['I14'],
    plants: {
      requests: (asking) => {
        const remembered = new Map<string, Promise<unknown>>();
        const request: typeof asking.request = (subject, schema, response, init) => {
          if (subject !== requests.pinFiles) return asking.request(subject, schema, response, init);
          const key = JSON.stringify((init as { readonly skus?: readonly string[] }).skus);
          const known = remembered.get(key) ?? asking.request(subject, schema, response, init);
          remembered.set(key, known);
          known.catch(() => remembered.delete(key));
          return known as never;
        };
        return { request };
      },
    },
  },
  {
    name: 'key-in-memory',
    breaks: 'an Idempotency-Key is known to the replica alone that saw it',
    in: 'code',
    caughtBy: ['I6'],
    plants: {
      log: (log, { service }) => {
        if (service !== 'gateway-ingress') return log;
        const own = new Map<string, FoundIdempotencyRecord>();
        const append: typeof log.append = async ({ idempotencyRecords = [], ...request }) => {
          const appended: Appended =
            request.events.length === 0 ? { outcome: 'appended', events: [] } : await log.append(request);
          for (const { key, merchant, id, fingerprint } of idempotencyRecords) {
            own.set(`${merchant} ${key}`, { id, fingerprint, subject: request.subject.id });
          }
          return appended;
        };
        const decide: typeof log.decide = async (target, { idempotencyRecords = [], ...cause }, decision) => {
          const events = await log.decide(target, cause, decision);
          for (const { key, merchant, id, fingerprint } of idempotencyRecords)
            own.set(`${merchant} ${key}`, { id, fingerprint, subject: target.id });
          return events;
        };
        const findIdempotencyRecord: typeof log.findIdempotencyRecord = async ({ merchant, key }) =>
          own.get(`${merchant} ${key}`);
        return replacing(log, { append, decide, findIdempotencyRecord });
      },
    },
  },
  {
    name: 'replay-of-another',
    breaks: 'a repeated request for an operation is answered with the order’s latest one',
    in: 'code',
    caughtBy: ['I6'],
    plants: {
      operations: (operations, _process, { store }) =>
        replacing(operations, {
          request: (request: Parameters<typeof operations.request>[0]) => {
            const { attempt } = request.context;
            const latest = store.events.findLast(
              ({ header, type }) => header.subject.id === attempt.found?.subject && /^(Capture|Void|Refund)Requested$/.test(type),
            );
            if (attempt.found === undefined || latest === undefined) return operations.request(request);
            const found = { ...attempt.found, id: latest.header.causation };
            return operations.request({ ...request, context: { ...request.context, attempt: { found } } });
          },
        }),
    },
  },
  {
    name: 'status-of-last-event',
    breaks: 'reports show an order as its last event says, whatever came before',
    in: 'code',
    caughtBy: ['I7'],
    plants: {
      generations: (generations, _process, { store }) => ({
        ...generations,
        apply: (page) => {
          const [orders = [], ...others] = page.changes;
          const [ids = [], merchants = [], modes = [], types = [], statuses = [], ...rest] = orders;
          const shown = ids.map((id, index) => {
            const last = store.events.findLast(({ header, type }) => header.subject.id === id && type in lastWord);
            return lastWord[last?.type ?? ''] ?? statuses[index] ?? null;
          });
          return generations.apply({ ...page, changes: [[ids, merchants, modes, types, shown, ...rest], ...others] });
        },
      }),
    },
  },
  {
    name: 'grant-before-payment',
    breaks: 'links are given out when a preauth is authorized',
    in: 'code',
    caughtBy: ['I10', 'I16'],
    plants: {
      handlers: (handlers, process, system) => {
        if (process.service !== 'esd-delivery') return handlers;
        const log = system.logOf(process);
        const [filter] = [...handlers.keys()];
        const early = async (event: RecordedEvent): Promise<void> => {
          const [placed] = await log.read(event.header.subject.id);
          if (placed?.type !== 'OrderPlaced' || placed.data.type !== 'preauth') return;
          const deliverables = placed.data.lines.map(({ sku, forms }, index) => ({ line: index + 1, sku, forms }));
          const grant = { capturedAt: event.header.occurredAt, settings: { downloads: 1, days: 3 } as never, settingsVersion: 0 };
          const granted = grantSale({ deliverables: deliverables.filter(({ forms }) => forms.length > 0) } as never, grant);
          if (granted.length > 0) await log.startStream(event, granted);
        };
        return new Map([...handlers, [filter?.replace(/[A-Za-z]+$/, 'PaymentAuthorized') ?? '', early]]);
      },
    },
  },
  {
    name: 'complete-on-finish',
    breaks: 'a download counts as complete when its last byte was handed to the network',
    in: 'fake',
    caughtBy: ['I10'],
    plants: {
      transfers: (transfers) =>
        ({ ...transfers, proves: ({ parts }: { readonly parts: readonly number[] }) => parts }) as typeof transfers,
    },
  },
  {
    name: 'opening-consumes',
    breaks: 'a link that was opened once is used up',
    in: 'code',
    caughtBy: ['I10'],
    plants: {
      links: (links, _process, system) => {
        const opened = openedOf(system);
        const openFile: typeof links.openFile = async (token) => {
          if (opened.has(token)) throw Object.assign(new Error('used up'), gone);
          const file = await links.openFile(token);
          opened.add(token);
          return file;
        };
        return replacing(links, { openFile });
      },
    },
  },
  {
    name: 'count-parts',
    breaks: 'a download is complete once as many parts were sent as it has, whichever they were',
    in: 'fake',
    caughtBy: ['I10'],
    plants: {
      transfers: (transfers) => {
        const counts = new Map<string, number>();
        const arrived: typeof transfers.arrived = (fetched, parts) => {
          const count = (counts.get(fetched.entitlement) ?? 0) + parts.length;
          counts.set(fetched.entitlement, count);
          const all = Array.from({ length: PARTS }, (_none, part) => part);
          return transfers.arrived(fetched, count >= PARTS ? all : parts);
        };
        return { ...transfers, arrived };
      },
    },
  },
  {
    name: 'receipt-twice',
    breaks: 'a mail is sent without its lease and without a look whether it was sent',
    in: 'code',
    caughtBy: ['I11'],
    plants: {
      locks: () => ({ hold: (_key, work) => work(new AbortController().signal, () => true) }),
      log: (log, { service }) => {
        if (service !== 'notifications') return log;
        const readWithKey: typeof log.readWithKey = async (order) => {
          const history = await log.readWithKey(order);
          return { ...history, events: history.events.filter(({ type }) => type !== 'MailSent') };
        };
        return replacing(log, { readWithKey });
      },
    },
  },
  {
    name: 'refused-is-sent',
    breaks: 'a mail that the server refuses for now is recorded as sent',
    in: 'fake',
    caughtBy: ['I11'],
    plants: {
      mailServer: (mailServer) => ({
        ...mailServer,
        send: (mail, onSlow) =>
          mailServer.send(mail, onSlow).catch((error: unknown) => {
            if (error instanceof MailNotTaken && error.reply?.replyCode === 451) return { outcome: 'taken' as const };
            throw error;
          }),
      }),
    },
  },
];

const pending = (order: string) => ({ status: 202, body: { id: toPublicId('ord', order), status: 'pending' }, headers: {} });

const begunBy = new WeakMap<object, Map<string, (order: string) => void>>();

/** Who is told in a process that an order's commit was sent off: by the command's id. */
const begunIn = (process: object): Map<string, (order: string) => void> => {
  const begun = begunBy.get(process) ?? new Map<string, (order: string) => void>();
  begunBy.set(process, begun);
  return begun;
};

const openedBy = new WeakMap<object, Set<string>>();

/** What was opened, in all replicas of a system. */
const openedOf = (system: object): Set<string> => {
  const opened = openedBy.get(system) ?? new Set<string>();
  openedBy.set(system, opened);
  return opened;
};
