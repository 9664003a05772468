import type { BulkRun } from './bulk-run.js';
import { requestOf } from './bulk-run.js';
import { createRunner } from './bulk-runner.js';
import type { Reply } from './verdict.js';

const ordersOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `ord_${index}`, name: `${index}`, amount: 100, currency: 'USD' }));
const wish = (count: number) => ({ kind: 'capture', reason: '', orders: ordersOf(count) }) as const;
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));
const down = { problem: { status: 503, code: 'temporarily_unavailable', retryAfterMs: 2_000 } };

/** A gateway that answers what it is told to, and a tab that keeps what is written. */
const world = (kept?: BulkRun) => {
  const sent: { readonly key: string; readonly answer: (reply: Reply) => void }[] = [];
  const pauses: { readonly ms: number; readonly over: () => void }[] = [];
  const tab = { run: kept };
  const runner = createRunner({
    read: () => tab.run,
    write: (run) => {
      tab.run = run;
    },
    send: (run, order) => new Promise((answer) => sent.push({ key: requestOf(run, order).key, answer })),
    pause: (ms) => new Promise((over) => pauses.push({ ms, over })),
    newId: () => 'r1',
  });
  const answer = async (index: number, reply: Reply = { status: 201 }): Promise<void> => {
    sent[index]?.answer(reply);
    await turn();
    await turn();
  };
  const states = (): readonly string[] => runner.current()?.orders.map(({ state }) => state) ?? [];
  return { runner, sent, pauses, tab, answer, states };
};

describe('the runner', () => {
  it('asks for four orders at a time, and for each once', async () => {
    const { runner, sent, answer } = world();
    runner.begin(wish(7));
    await turn();
    expect(sent).toHaveLength(4);
    for (let index = 0; index < 7; index += 1) await answer(index);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(7);
    expect([sent.length, runner.current()?.state]).toEqual([7, 'ended']);
  });

  it('waits as long as the gateway asks, with all orders, and then asks under the same key', async () => {
    const { runner, sent, pauses, answer } = world();
    runner.begin(wish(6));
    await turn();
    await answer(0, down);
    await answer(1);
    expect([sent.length, pauses.map(({ ms }) => ms)]).toEqual([4, [2_000]]);
    pauses[0]?.over();
    await turn();
    await turn();
    expect(sent.slice(4).map(({ key }) => key)).toEqual(expect.arrayContaining([sent[0]?.key, 'bulk-r1-ord_4']));
  });

  it('that is canceled asks for nothing more, and tells what became of what it had asked for', async () => {
    const { runner, sent, answer, states } = world();
    runner.begin(wish(6));
    await turn();
    runner.cancel();
    await answer(0, { problem: { status: 409, code: 'already_captured' } });
    for (const index of [1, 2, 3]) await answer(index);
    expect(sent).toHaveLength(4);
    expect(states()).toEqual(['refused', 'done', 'done', 'done', 'canceled', 'canceled']);
    expect(runner.current()?.state).toBe('ended');
  });

  it('stands when the session ends, and goes on under the same keys once somebody has signed in', async () => {
    const { runner, sent, answer, states } = world();
    runner.begin(wish(5));
    await turn();
    for (const index of [0, 1, 2, 3]) await answer(index, { problem: { status: 401, code: 'not_signed_in' } });
    expect([runner.current()?.state, sent.length]).toEqual(['paused', 4]);
    runner.resume();
    await turn();
    for (const index of [4, 5, 6, 7, 8]) await answer(index);
    expect(states()).toEqual(Array(5).fill('done'));
    expect(new Set(sent.map(({ key }) => key)).size).toBe(5);
  });

  /** All of four orders wait until the gateway has time. */
  const waiting = async () => {
    const one = world();
    one.runner.begin(wish(5));
    await turn();
    for (const index of [0, 1, 2, 3]) await one.answer(index, down);
    return one;
  };

  it('that waits for the gateway as its person signs out sends nothing afterwards', async () => {
    const { runner, sent, pauses, states } = await waiting();
    runner.stop();
    for (const { over } of pauses) over();
    await turn();
    await turn();
    expect([sent.length, runner.current()?.state]).toEqual([4, 'paused']);
    expect(states()).toEqual(['failed', 'failed', 'failed', 'failed', 'waiting']);
  });

  it('that was stopped as it waited goes on with each order once, under the same keys', async () => {
    const { runner, sent, pauses, answer, states } = await waiting();
    runner.stop();
    runner.resume();
    for (const { over } of pauses) over();
    await turn();
    await turn();
    expect(sent.slice(4).map(({ key }) => key)).toEqual([0, 1, 2, 3].map((index) => `bulk-r1-ord_${index}`));
    for (const index of [4, 5, 6, 7, 8]) await answer(index);
    expect([sent.length, states()]).toEqual([9, Array(5).fill('done')]);
  });

  it('is not stopped by an answer to what was sent before somebody signed in again', async () => {
    const { runner, answer, states } = world();
    runner.begin(wish(2));
    await turn();
    await answer(0, { problem: { status: 401, code: 'not_signed_in' } });
    runner.resume();
    await answer(1, { problem: { status: 401, code: 'not_signed_in' } });
    expect([runner.current()?.state, states()]).toEqual(['running', ['sent', 'sent']]);
  });

  it('of a page that is loaded anew shows what was done, and asks again for what nobody knows', async () => {
    const before = world();
    before.runner.begin(wish(5));
    await turn();
    await before.answer(0);
    const after = world(before.tab.run);
    expect([after.runner.current()?.state, after.sent.length]).toEqual(['paused', 0]);
    expect(after.states()).toEqual(['done', 'failed', 'failed', 'failed', 'failed']);
    after.runner.resume();
    await turn();
    expect(after.sent.map(({ key }) => key)).toEqual([1, 2, 3, 4].map((index) => `bulk-r1-ord_${index}`));
  });

  it('begins nothing while a run is under way, and is empty once that was looked at', async () => {
    const { runner, tab, answer } = world();
    expect([runner.begin(wish(1)), runner.begin(wish(1))]).toEqual([true, false]);
    runner.dismiss();
    expect(runner.current()).toBeDefined();
    await turn();
    await answer(0);
    runner.dismiss();
    expect([runner.current(), tab.run]).toEqual([undefined, undefined]);
  });
});
