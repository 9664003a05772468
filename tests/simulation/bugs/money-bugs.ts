import { newEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { authorizationOf, balance, isPending, type Operation, type Order } from '@tollgate/order';
import { causeOf, orderTarget } from '@tollgate/order-log';
import type { ProcessorRequest } from '../../../services/authorization/dist/processors/card-processor.js';
import { authorizationRequestOf } from '../../../services/authorization/dist/processors/processor-request.js';
import { type Bug, replacing } from './bug.ts';

const OWN_MS = 1_000;

const without = (order: Order, isLeftOut: (operation: Operation) => boolean): Order => ({
  ...order,
  payment: { ...order.payment, operations: order.payment.operations.filter((operation) => !isLeftOut(operation)) },
});

const card = {
  pan: { reveal: () => '4111111111111111' },
  expiry: '3012',
  cvc: undefined,
  streetDigits: '1',
  postalCode: '12207',
  isStored: false,
};

export const moneyBugs: readonly Bug[] = [
  {
    name: 'no-reversal',
    breaks: 'an authorization whose outcome nobody knows is not undone',
    in: 'code',
    caughtBy: ['I4'],
    plants: {
      reversals: (reversals) => replacing(reversals, { owe: async () => undefined, oweLate: async () => undefined }),
    },
  },
  {
    name: 'late-approval-stays',
    breaks: 'an approval that comes after the time-out is not reversed',
    in: 'code',
    caughtBy: ['I4'],
    plants: { processor: (processor) => ({ ...processor, isReady: true, onLateApproval: () => undefined }) },
  },
  {
    name: 'late-approval-shown',
    breaks: 'an approval that comes after the time-out is recorded, and shown as approved',
    in: 'code',
    caughtBy: ['I2'],
    plants: {
      processor: (processor, _process, system) => ({
        ...processor,
        isReady: true,
        onLateApproval: (listen) =>
          processor.onLateApproval((late) => {
            const { events } = system.store;
            const unknown = events.findLast(
              ({ type, header }) => type === 'AuthorizationUnknown' && header.subject.id === late.order,
            );
            const asked = events.find(
              ({ type, header }) => type === 'AuthorizationRequested' && header.subject.id === late.order,
            );
            if (unknown === undefined || asked?.type !== 'AuthorizationRequested') return listen(late);
            shownLateIn(system).add(late.order);
            return listen(late);
          }),
      }),
      log: (log, { service, world }, system) => {
        if (service !== 'authorization') return log;
        const show = async (order: string): Promise<void> => {
          const { events } = await log.load(orderTarget(order));
          const unknown = events.find(({ type }) => type === 'AuthorizationUnknown');
          const asked = events.find(({ type }) => type === 'AuthorizationRequested');
          if (unknown === undefined || asked?.type !== 'AuthorizationRequested') return;
          const { operation, amount } = asked.data;
          const late = newEvent('PaymentAuthorized', { operation, ...(amount && { amount }) });
          await log.decide(orderTarget(order), { ...causeOf(unknown), appends: 'PaymentAuthorized' }, () => [late]);
        };
        const load: typeof log.load = (target) => {
          if (shownLateIn(system).delete(target.id)) world.after(1, world.owner, () => show(target.id).catch(ignoreTransient));
          return log.load(target);
        };
        return replacing(log, { load });
      },
    },
  },
  {
    name: 'resend-after-crash',
    breaks: 'an authorization that a crash left open is sent again as a new one',
    in: 'code',
    caughtBy: ['I3'],
    plants: {
      authorizations: (authorizations, process, system) => {
        const log = system.logOf(process);
        const link = system.acquirer.linkOf(process);
        const handle: typeof authorizations.handle = async (order, cause) => {
          const { state, events } = await log.load(orderTarget(order));
          const asked = events.find(({ type }) => type === 'AuthorizationRequested');
          const isOpen = authorizationOf(state.payment)?.state === 'submitted';
          const ageMs = process.world.elapsedMs - (asked === undefined ? 0 : system.store.committedAtMs(asked));
          if (isOpen && ageMs > OWN_MS) await (await link.prepare(authorizationRequestOf(state, card))).submit();
          return authorizations.handle(order, cause);
        };
        return replacing(authorizations, { handle });
      },
    },
  },
  {
    name: 'capture-counted-twice',
    breaks: 'a capture, void or refund without an answer is sent again as a new one, not as a repetition',
    in: 'code',
    caughtBy: ['I3'],
    plants: {
      processor: (processor) => ({
        ...processor,
        isReady: true,
        prepare: ({ repeats: _repeats, ...request }: ProcessorRequest) => processor.prepare(request),
      }),
    },
  },
  {
    name: 'two-refunds-at-once',
    breaks: 'refunds that are under way do not count when another one is asked for',
    in: 'code',
    caughtBy: ['I5'],
    plants: {
      decisions: (decisions) => ({
        ...decisions,
        refund: (order, command) =>
          decisions.refund(
            without(order, (one) => one.kind === 'refund' && isPending(one)),
            command,
          ),
      }),
    },
  },
  {
    name: 'void-after-capture',
    breaks: 'a void gives up all that was authorized, whatever was captured of it',
    in: 'code',
    caughtBy: ['I5'],
    plants: {
      decisions: (decisions) => ({
        ...decisions,
        void: (order, command) =>
          decisions.void(
            without(order, ({ kind }) => kind === 'capture'),
            command,
          ),
      }),
    },
  },
  {
    name: 'capture-beyond',
    breaks: 'captures that are under way do not count when another one is asked for',
    in: 'code',
    caughtBy: ['I5'],
    plants: {
      decisions: (decisions) => ({
        ...decisions,
        capture: (order, command) =>
          decisions.capture(
            without(order, (one) => one.kind === 'capture' && isPending(one)),
            command,
          ),
      }),
    },
  },
  {
    name: 'expiry-by-calendar',
    breaks: 'an authorization expires when its time is over, also where it was captured, voided or refunded',
    in: 'code',
    caughtBy: ['I5'],
    plants: {
      dueWork: (dueWork, process, system) => ({
        ...dueWork,
        schedule: async (request) => {
          await dueWork.schedule(request);
          if (request.kind !== 'expire') return;
          const order = request.key;
          const log = system.logOf(process);
          const expire = (state: Order) => {
            const { authorized } = balance(state.payment, state.placed.currency);
            return [newEvent('AuthorizationExpired', { operation: state.placement, amount: authorized })];
          };
          const end = async (): Promise<void> => {
            const { events } = await log.load(orderTarget(order));
            const authorized = events.find(({ type }) => type === 'PaymentAuthorized');
            if (authorized === undefined) return;
            await log.decide(orderTarget(order), { ...causeOf(authorized), appends: 'AuthorizationExpired' }, expire);
          };
          process.world.after(request.dueAt.getTime() - process.world.nowMs, process, () => end().catch(ignoreTransient));
        },
      }),
    },
  },
  {
    name: 'tax-in-floats',
    breaks: 'the total is computed in floating point, and cut to cents',
    in: 'code',
    caughtBy: ['I5'],
    plants: {
      log: (log, { service }) =>
        service === 'tax-shipping'
          ? replacing(log, {
              startStream: (cause: never, events: readonly ReturnType<typeof newEvent>[]) =>
                log.startStream(cause, events.map(inFloats) as never),
            })
          : log,
    },
  },
];

const shownLate = new WeakMap<object, Set<string>>();

/** Orders whose late approval is to be recorded, in all replicas of a system. Emptied as that happens. */
const shownLateIn = (system: object): Set<string> => {
  const orders = shownLate.get(system) ?? new Set<string>();
  shownLate.set(system, orders);
  return orders;
};

const ignoreTransient = (error: unknown): void => {
  if (!(error instanceof TransientError)) throw error;
};

const inFloats = <T extends { readonly type: string; readonly data: object }>(event: T): T => {
  if (event.type !== 'OrderPriced') return event;
  const { subtotal, shipping, tax, total } = event.data as Record<string, { minor: bigint; currency: string }>;
  const dollars = [subtotal, shipping, tax].reduce((sum, amount) => sum + Number(amount?.minor ?? 0n) / 100, 0);
  return { ...event, data: { ...event.data, total: { ...total, minor: BigInt(Math.floor(dollars * 100)) } } };
};
