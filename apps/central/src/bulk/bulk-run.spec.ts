import {
  beginRun,
  cancelRun,
  countOf,
  interrupt,
  requestOf,
  resume,
  settle,
  settledIn,
  takeNext,
  wantsLook,
} from './bulk-run.js';

const orders = ['a', 'b', 'c'].map((id) => ({ id, name: `ref-${id}`, amount: 1000, currency: 'USD' }));
const begun = beginRun('run-1', { kind: 'refund', reason: ' broken ', orders });

const taken = (count: number) => {
  let run = begun;
  for (let index = 0; index < count; index += 1) run = takeNext(run)?.run ?? run;
  return run;
};
const states = (run: typeof begun) => run.orders.map(({ state }) => state);

describe('a run', () => {
  it('takes one order after the other, and none twice', () => {
    expect(states(taken(2))).toEqual(['sent', 'sent', 'waiting']);
    expect(takeNext(taken(3))).toBeUndefined();
  });

  it('has ended once each order has its result', () => {
    const two = settle(settle(taken(3), 'a', { state: 'done' }), 'b', { state: 'refused', code: 'already_refunded' });
    expect(two.state).toBe('running');
    const all = settle(two, 'c', { state: 'underWay' });
    expect([all.state, states(all)]).toEqual(['ended', ['done', 'refused', 'underWay']]);
    expect(all.orders[1]).toMatchObject({ code: 'already_refunded' });
  });

  it('that is canceled waits for what was asked for, and leaves the rest alone', () => {
    const canceled = cancelRun(taken(1));
    expect([canceled.state, states(canceled)]).toEqual(['running', ['sent', 'canceled', 'canceled']]);
    expect(settle(canceled, 'a', { state: 'done' }).state).toBe('ended');
  });

  it('that is interrupted does not know what became of what was asked for, and asks again when it goes on', () => {
    const paused = interrupt(settle(taken(2), 'a', { state: 'done' }));
    expect([paused.state, states(paused)]).toEqual(['paused', ['done', 'failed', 'waiting']]);
    expect(takeNext(paused)).toBeUndefined();
    expect(states(resume(paused))).toEqual(['done', 'waiting', 'waiting']);
  });

  it('that is canceled while it is interrupted does not call done what nobody knows', () => {
    const canceled = cancelRun(interrupt(taken(2)));
    expect([canceled.state, states(canceled)]).toEqual(['ended', ['failed', 'failed', 'canceled']]);
  });

  it('that has ended stays as it is when the page is loaded anew', () => {
    const over = settle(cancelRun(taken(1)), 'a', { state: 'done' });
    expect(interrupt(over)).toBe(over);
    expect(cancelRun(over)).toBe(over);
  });

  it('tries again what failed, and neither what was done nor what was refused', () => {
    const over = ['done', 'refused', 'failed'].reduce(
      (run, state, index) => settle(run, orders[index]?.id ?? '', { state: state as 'done', code: 'x' }),
      taken(3),
    );
    const again = resume(over);
    expect([again.state, states(again)]).toEqual(['running', ['done', 'refused', 'waiting']]);
    expect(again.orders[2]).not.toHaveProperty('code');
    expect(countOf(again, 'waiting', 'sent')).toBe(1);
  });

  it('tells how far it has come, and whether somebody has to look at it', () => {
    const two = settle(settle(taken(3), 'a', { state: 'done' }), 'b', { state: 'failed' });
    expect([settledIn(two), wantsLook(two)]).toEqual([1, false]);
    const over = settle(two, 'c', { state: 'done' });
    expect([over.state, settledIn(over), wantsLook(over)]).toEqual(['ended', 3, true]);
    const well = ['a', 'b', 'c'].reduce((run, id) => settle(run, id, { state: 'done' }), taken(3));
    expect([well.state, wantsLook(well)]).toEqual(['ended', false]);
    expect(wantsLook(interrupt(taken(1)))).toBe(true);
  });

  it('asks for an order under one key, however often, for the amount that was confirmed', () => {
    const first = orders[0];
    if (first === undefined) throw new Error('there are orders');
    const asked = requestOf(begun, first);
    expect(asked).toEqual({ path: '/orders/a/refunds', body: { amount: 1000, reason: 'broken' }, key: 'bulk-run-1-a' });
    expect(requestOf(resume(interrupt(taken(1))), first)).toEqual(asked);
    expect(requestOf({ ...begun, kind: 'capture', reason: '' }, first)).toMatchObject({
      path: '/orders/a/captures',
      body: { amount: 1000 },
    });
    expect(requestOf({ ...begun, kind: 'reject', reason: '' }, first)).toMatchObject({
      path: '/orders/a/review',
      body: { decision: 'reject' },
    });
  });
});
