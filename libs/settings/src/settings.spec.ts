import { randomUUID } from 'node:crypto';
import { create, newEvent, PutSettingsRequestSchema } from '@tollgate/contracts';
import { DomainError, TransientError } from '@tollgate/errors';
import { MemoryOrderLog, MemoryStore, settingsTarget } from '@tollgate/order-log';
import { SettingsHandler } from './settings.handler.js';
import { SettingsStore } from './settings.store.js';
import { type LimitSettings, limitArea, memoryHints, sizeArea } from './testing/areas.js';

const scope = { merchant: 'mer_demo', mode: 'test' } as const;

/** A service of several replicas over one log, with a clock that stands until it is moved. */
const setUp = ({ limit }: { limit?: number } = {}) => {
  let nowMs = 0;
  let readCount = 0;
  let isAway = false;
  const memory = new MemoryStore();
  const hints = memoryHints();
  const replica = () => {
    const log = new MemoryOrderLog({ service: 'fraud', store: memory });
    const watched = {
      decide: log.decide.bind(log),
      load: async (target: ReturnType<typeof settingsTarget>) => {
        readCount += 1;
        if (isAway) throw new TransientError('the log is away');
        return log.load(target);
      },
    } as unknown as MemoryOrderLog;
    const store = new SettingsStore({
      log: watched,
      hints,
      clock: { now: () => new Date(nowMs) },
      ...(limit === undefined ? {} : { limit }),
    });
    return { store, log, handler: new SettingsHandler({ log: watched, hints, store }) };
  };
  return {
    memory,
    hints,
    replica,
    reads: () => readCount,
    advanceMs: (ms: number) => {
      nowMs += ms;
    },
    setAway: (away: boolean) => {
      isAway = away;
    },
  };
};

const put = (document: object | string, init: { expectedVersion?: number; command?: string; merchant?: string } = {}) =>
  create(PutSettingsRequestSchema, {
    ...scope,
    document: typeof document === 'string' ? document : JSON.stringify(document),
    expectedVersion: -1,
    command: randomUUID(),
    correlation: randomUUID(),
    actor: 'key_1',
    ...init,
  });
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DomainError);
  const { code, field } = error as DomainError;
  return { code, field };
};

describe('settings that were never set', () => {
  it('are the defaults, at version 0', async () => {
    const { replica } = setUp();
    const { store, handler } = replica();
    expect(await store.current(limitArea, scope)).toEqual({ document: limitArea.defaults, version: 0 });
    expect(await handler.get(limitArea, scope)).toEqual({
      document: JSON.stringify(limitArea.defaults),
      version: 0,
      changedAt: '',
    });
  });
});

describe('settings that are set', () => {
  it('are in force at once where they were set, and are told with their version', async () => {
    const { replica, memory } = setUp();
    const { store, handler } = replica();
    await store.current(limitArea, scope);
    const answer = await handler.put(limitArea, put({ most: 7, amounts: { USD: 100 } }));
    expect(answer).toMatchObject({ version: 1, document: '{"most":7,"amounts":{"USD":100}}' });
    expect(await store.current(limitArea, scope)).toEqual({ document: { most: 7, amounts: { USD: 100 } }, version: 1 });
    expect(await handler.get(limitArea, scope)).toEqual(answer);
    expect(memory.events[0]?.header).toMatchObject({
      subject: { kind: 'merchant' },
      stream: 'fraud-settings',
      actor: { service: 'fraud', on: 'key_1' },
    });
  });

  it('leave the default where they say nothing', async () => {
    const { store, handler } = setUp().replica();
    await handler.put(limitArea, put({ most: 7 }));
    expect((await store.current(limitArea, scope)).document).toEqual({ most: 7, amounts: limitArea.defaults.amounts });
  });

  it('of two areas share a stream: each keeps its own version', async () => {
    const { store, handler } = setUp().replica();
    await handler.put(limitArea, put({ most: 7 }));
    await handler.put(sizeArea, put({ size: 2 }));
    expect((await store.current(limitArea, scope)).version).toBe(1);
    expect(await store.current(sizeArea, scope)).toEqual({ document: { size: 2 }, version: 2 });
  });

  it('are set once for one command, however often it comes', async () => {
    const { replica, memory } = setUp();
    const request = put({ most: 7 });
    const { handler } = replica();
    const first = await handler.put(limitArea, request);
    await handler.put(limitArea, put({ most: 8 }));
    expect(await handler.put(limitArea, request)).toEqual(first);
    expect(memory.events.length).toBe(2);
  });

  it('append nothing when they are set like that already', async () => {
    const { replica, memory } = setUp();
    const { handler } = replica();
    const first = await handler.put(limitArea, put({ most: 7 }));
    expect(await handler.put(limitArea, put({ most: 7 }))).toEqual(first);
    expect(memory.events.length).toBe(1);
  });

  it('I14: of another merchant, or of the other mode, are not touched', async () => {
    const { store, handler } = setUp().replica();
    await handler.put(limitArea, put({ most: 7 }));
    expect((await store.current(limitArea, { merchant: 'mer_other', mode: 'test' })).version).toBe(0);
    expect((await store.current(limitArea, { merchant: 'mer_demo', mode: 'live' })).version).toBe(0);
  });
});

describe('settings that are refused', () => {
  it.each([
    ['no JSON', '{"most":', ''],
    ['no object', '[7]', ''],
    ['a document that never ends', `{"most":7,"x":"${'x'.repeat(70_000)}"}`, ''],
    ['text for a number', { most: '7' }, '/most'],
    ['a number out of range', { most: 0 }, '/most'],
    ['a fraction of a cent', { amounts: { USD: 0.5 } }, '/amounts/USD'],
    ['an unknown name', { mots: 7 }, '/mots'],
    ['what only a rule of the trade forbids', { most: 13 }, '/most'],
  ])('name the place of %s, and nothing is appended', async (_, document, field) => {
    const { replica, memory } = setUp();
    const { store, handler } = replica();
    expect(await refused(handler.put(limitArea, put(document)))).toEqual({ code: 'invalid_settings', field });
    expect(memory.events).toEqual([]);
    expect((await store.current(limitArea, scope)).document).toEqual(limitArea.defaults);
  });

  it('are refused when another version is there than the merchant saw', async () => {
    const { replica, memory } = setUp();
    const { handler } = replica();
    await handler.put(limitArea, put({ most: 7 }, { expectedVersion: 0 }));
    expect(await refused(handler.put(limitArea, put({ most: 8 }, { expectedVersion: 0 })))).toEqual({
      code: 'settings_changed',
      field: undefined,
    });
    await handler.put(limitArea, put({ most: 9 }, { expectedVersion: 1 }));
    expect(memory.events.length).toBe(2);
  });

  it('of 20 merchants who saw the same version, all but one are told that it changed', async () => {
    const { replica, memory } = setUp();
    const replicas = [replica(), replica()] as const;
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        replicas[index % 2 === 0 ? 0 : 1].handler.put(limitArea, put({ most: 1 + (index % 9) }, { expectedVersion: 0 })),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    const losers = results.flatMap((one) => (one.status === 'rejected' ? [(one.reason as DomainError).code] : []));
    expect(new Set(losers)).toEqual(new Set(['settings_changed']));
    expect(memory.events.length).toBe(1);
  });
});

describe('a document that does not parse', () => {
  it('changes nothing: the last valid version stays in force', async () => {
    const { replica } = setUp();
    const { store, handler, log } = replica();
    await handler.put(limitArea, put({ most: 7 }));
    const cause = { id: randomUUID(), hash: '', correlation: randomUUID() };
    await log.decide(settingsTarget('mer_demo', 'test'), cause, () => [
      newEvent('SettingsChanged', { area: 'limits', document: '{"from":"a later release"}' }),
    ]);
    await store.refresh(scope);
    expect(await store.current(limitArea, scope)).toMatchObject({ document: { most: 7 }, version: 1 });
    expect(await handler.get(limitArea, scope)).toMatchObject({ document: expect.stringContaining('"most":7'), version: 2 });
  });
});

describe('what is in memory', () => {
  it('costs no read: of a thousand orders at once the first alone reads', async () => {
    const { replica, reads } = setUp();
    const { store } = replica();
    await Promise.all(Array.from({ length: 1_000 }, () => store.current(limitArea, scope)));
    await store.current(sizeArea, scope);
    expect(reads()).toBe(1);
  });

  it('follows a hint that another replica changed it: the next order goes by the new settings', async () => {
    const { replica } = setUp();
    const [one, other] = [replica(), replica()];
    await one.store.current(limitArea, scope);
    await other.handler.put(limitArea, put({ most: 7 }));
    expect((await one.store.current(limitArea, scope)).document).toMatchObject({ most: 7 });
  });

  it('heals by itself after 5 s when the hint was lost', async () => {
    const { replica, hints, advanceMs } = setUp();
    const [one, other] = [replica(), replica()];
    await one.store.current(limitArea, scope);
    hints.loseAll();
    await other.handler.put(limitArea, put({ most: 7 }));
    advanceMs(4_999);
    expect((await one.store.current(limitArea, scope)).version).toBe(0);
    advanceMs(1);
    expect((await one.store.current(limitArea, scope)).version).toBe(0); // and reads in the background
    await settle();
    expect((await one.store.current(limitArea, scope)).version).toBe(1);
  });

  it('is waited for when nobody asked for long: no order goes by settings that are 10 s old', async () => {
    const { replica, hints, advanceMs } = setUp();
    const [one, other] = [replica(), replica()];
    await one.store.current(limitArea, scope);
    hints.loseAll();
    await other.handler.put(limitArea, put({ most: 7 }));
    advanceMs(10_000);
    expect((await one.store.current(limitArea, scope)).version).toBe(1);
  });

  it('stays in force while the log is away for a moment, and not for longer', async () => {
    const { replica, advanceMs, setAway } = setUp();
    const { store } = replica();
    await store.current(limitArea, scope);
    setAway(true);
    advanceMs(9_999);
    expect((await store.current(limitArea, scope)).version).toBe(0);
    await settle();
    advanceMs(1);
    await expect(store.current(limitArea, scope)).rejects.toBeInstanceOf(TransientError);
    setAway(false);
    expect((await store.current(limitArea, scope)).version).toBe(0);
  });

  it('is bounded: who was first read is forgotten first, and read again when needed', async () => {
    const { replica, reads } = setUp({ limit: 10 });
    const { store } = replica();
    for (let index = 0; index < 25; index += 1) await store.current(limitArea, { merchant: `mer_${index}`, mode: 'test' });
    expect(reads()).toBe(25);
    await store.current(limitArea, { merchant: 'mer_24', mode: 'test' });
    expect(reads()).toBe(25);
    await store.current(limitArea, { merchant: 'mer_0', mode: 'test' });
    expect(reads()).toBe(26);
  });

  it('is parsed once for each change, not for each order', async () => {
    const { store } = setUp().replica();
    const first: { document: LimitSettings } = await store.current(limitArea, scope);
    expect((await store.current(limitArea, scope)).document).toBe(first.document);
  });
});
