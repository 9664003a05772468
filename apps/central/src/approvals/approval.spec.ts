import { decisionsOf, wishOf } from './approval.js';

describe('what somebody may decide about a refund that waits', () => {
  it.each([
    ['waiting', 'usr_ann', true, ['reject', 'approve']],
    ['waiting', 'key_1', true, ['reject', 'approve']],
    ['waiting', 'usr_bob', true, ['reject']],
    ['waiting', 'usr_ann', false, []],
    ['waiting', 'usr_bob', false, ['reject']],
    ['approved', 'usr_bob', false, []],
    ['approved', 'usr_ann', true, []],
    ['expired', 'usr_ann', true, []],
  ] as const)('%s, asked for by %s, seen by bob, who may approve (%s): %j', (...[status, requestedBy, mayApprove, decisions]) =>
    expect(decisionsOf({ status, requestedBy, obstacle: null }, { user: 'usr_bob', mayApprove })).toEqual(decisions),
  );
});

it('nothing is approved of which nothing can come any more', () =>
  expect(
    decisionsOf(
      { status: 'waiting', requestedBy: 'usr_ann', obstacle: 'already_refunded' },
      { user: 'usr_bob', mayApprove: true },
    ),
  ).toEqual(['reject']));

describe('the refund that was asked for', () => {
  const lines = [{ line: 2, quantity: 1, goods: 1250, tax: 50 }];

  it('is its pieces and shipping', () => {
    expect(wishOf({ by: 'items', amount: 2127, lines, shipping: 795 })).toEqual({
      lines: [{ line: 2, quantity: 1 }],
      shipping: 795,
    });
    expect(wishOf({ by: 'items', amount: 1300, lines, shipping: 0 })).toEqual({ lines: [{ line: 2, quantity: 1 }] });
  });

  it('is its amount alone where that was asked for', () =>
    expect(wishOf({ by: 'amount', amount: 2000, lines, shipping: 100 })).toEqual({ amount: 2000 }));
});
