import type { TestProcess } from '../testing/test-process.js';
import { type TestStack, TOTAL } from '../testing/test-stack.js';
import { crashPoints } from './crash-points.data.js';

const REFUNDED = 1000n;
export const GIVEN_UP = ['AuthorizationRequested', 'AuthorizationUnknown', 'AuthorizationReversed'];

/** A processor's books of one order, in minor units, as far as every processor keeps them. */
export interface CrashBooks {
  /** Authorized, and neither taken nor given up. */
  readonly held: number;
  /** Taken, and not given back. */
  readonly kept: number;
  /** Given to a card without a sale before it. */
  readonly credited: number;
}

const NOTHING: CrashBooks = { held: 0, kept: 0, credited: 0 };

/** The service on real servers with one processor. */
export interface CrashFixture {
  readonly stack: TestStack;
  /** A card whose authorization is taken and never answered. */
  readonly silentCard: string;
  readonly books: (order: string) => CrashBooks;
  /** What comes of a credit. */
  readonly creditOutcome: string;
  readonly stop: () => Promise<void>;
}

/** What brings a process to the point where it dies, and what must be so once another one has run. */
export interface CrashCase {
  readonly bring: (fixture: CrashFixture) => Promise<string>;
  readonly check: (fixture: CrashFixture, order: string) => Promise<void>;
}

/** An authorization whose process died is undone, whether the issuer knew of it or not. */
export const abandonedAuthorization: CrashCase = {
  bring: ({ stack }) => stack.placeAndAccept(),
  check: async ({ stack, books }, order) => {
    expect(await stack.paymentEndsIn('AuthorizationReversed', order, 40_000)).toEqual(GIVEN_UP);
    expect(books(order)).toEqual(NOTHING);
    const unknown = (await stack.read(order)).find(({ type }) => type === 'AuthorizationUnknown');
    expect(unknown?.data).toMatchObject({ cause: 'recovered' });
  },
};

/** An operation is sent again, and counts once. */
const operation = (kind: 'capture' | 'void' | 'refund', kept: number): CrashCase => ({
  bring: async ({ stack }) => {
    const order = await stack.authorized();
    if (kind === 'refund') await stack.outcomeOf(order, await stack.capture(order));
    await stack[kind](order, kind === 'refund' ? REFUNDED : TOTAL);
    return order;
  },
  check: async ({ stack, books }, order) => {
    const asked = (await stack.read(order)).findLast(({ header }) => header.stream === 'order');
    expect(await stack.outcomeOf(order, asked?.header.id ?? '', 40_000)).toBe('succeeded');
    expect(books(order)).toEqual({ ...NOTHING, kept });
  },
});

/** A free credit is sent again, and counts once. */
const credit: CrashCase = {
  bring: ({ stack }) => stack.credit(REFUNDED),
  check: async ({ stack, books, creditOutcome }, order) => {
    const [placed] = await stack.read(order);
    expect(await stack.outcomeOf(order, placed?.header.id ?? '', 40_000)).toBe(creditOutcome);
    expect(books(order)).toEqual({ ...NOTHING, credited: creditOutcome === 'succeeded' ? Number(REFUNDED) : 0 });
  },
};

/** It counts once its outcome is unknown: an order that waits while nobody runs is refused (A11), and on a slow machine an answer may be in time. */
const reversal: CrashCase = {
  bring: async ({ stack, silentCard }) => {
    const order = await stack.placeAndAccept({ pan: silentCard });
    await stack.paymentEndsIn('AuthorizationUnknown', order, 15_000);
    return order;
  },
  check: async ({ stack, books }, order) => {
    expect(await stack.paymentEndsIn('AuthorizationReversed', order, 40_000)).toEqual(GIVEN_UP);
    expect(books(order)).toEqual(NOTHING);
  },
};

const cases: Readonly<Record<string, CrashCase>> = {
  'authorize:after-intent': abandonedAuthorization,
  'authorize:after-answer': abandonedAuthorization,
  'capture:after-intent': operation('capture', 5426),
  'capture:after-answer': operation('capture', 5426),
  'void:after-intent': operation('void', 0),
  'void:after-answer': operation('void', 0),
  'refund:after-intent': operation('refund', 4426),
  'refund:after-answer': operation('refund', 4426),
  'credit:after-intent': credit,
  'credit:after-answer': credit,
  'reverse:after-intent': reversal,
  'reverse:after-answer': reversal,
};

/** Brings a process of its own to a point where it dies; answers the order that it dies of. It may die of what the one before it left, ahead of the
 *  order: then another one is brought there. */
export const bringToDie = async (fixture: CrashFixture, point: string, { bring }: CrashCase): Promise<string> => {
  for (;;) {
    const dying = await fixture.stack.authorization({ TOLLGATE_CRASH_AT: point });
    const order = await bring(fixture).catch(() => undefined);
    if (order === undefined) await dying.end('SIGKILL');
    expect(await dying.ended).toBe('SIGKILL');
    if (order !== undefined) return order;
  }
};

/** Whatever a process is at when it dies, with this processor no order and no cent is lost. One after the other dies, each at a point of its own;
 *  then another one takes over from all of them, once what they left has no owner any more. */
export const describeCrashes = (processor: string, open: () => Promise<CrashFixture>): void => {
  describe(`a process that dies while it deals with ${processor}`, () => {
    const orders = new Map<string, string>();
    let fixture: CrashFixture;
    let heir: TestProcess;

    beforeAll(async () => {
      fixture = await open();
      for (const [point, one] of Object.entries(cases)) orders.set(point, await bringToDie(fixture, point, one));
      heir = await fixture.stack.authorization();
    }, 480_000);
    afterAll(async () => {
      await heir?.end('SIGTERM');
      await fixture?.stop();
    }, 30_000);

    it('has a case for each of its crash points', () => expect(Object.keys(cases).sort()).toEqual([...crashPoints].sort()));

    it.each(Object.entries(cases))(
      'I3, I4, I5: loses no order and no cent at %s',
      (point, { check }) => check(fixture, orders.get(point) ?? ''),
      60_000,
    );
  });
};
