import { domainErrorOf } from '@tollgate/testing';
import { refuseChange, refuseIfFull, refuseSharing, sharedAction } from './filter-rules.js';

const [ann, bob] = ['u-ann', 'u-bob'];
const clerk = { user: ann, canShare: false };
const owner = { user: bob, canShare: true };
const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'done';
  } catch {
    return domainErrorOf(act).code;
  }
};

describe('saved filters', () => {
  it('are fifty of a person at most', () =>
    expect([49, 50].map((count) => codeOf(() => refuseIfFull(count)))).toEqual(['done', 'too_many_filters']));

  it('are shown to all by who looks after the store, and by nobody else', () =>
    expect([
      codeOf(() => refuseSharing(clerk, true)),
      codeOf(() => refuseSharing(clerk, false)),
      codeOf(() => refuseSharing(owner, true)),
    ]).toEqual(['not_allowed', 'done', 'done']));

  it.each([
    ['their own', clerk, { user: ann, isShared: false }, 'done'],
    ['their own that all see', clerk, { user: ann, isShared: true }, 'done'],
    ['another’s that all see', clerk, { user: bob, isShared: true }, 'not_allowed'],
    ['another’s that they do not see', clerk, { user: bob, isShared: false }, 'not_found'],
    ['another’s that all see, as an owner', owner, { user: ann, isShared: true }, 'done'],
    ['another’s own, as an owner', owner, { user: ann, isShared: false }, 'not_found'],
    ['one that is gone', owner, undefined, 'not_found'],
  ])('are changed: %s', (_, actor, filter, expected) => expect(codeOf(() => refuseChange(actor, filter))).toBe(expected));
});

it.each([
  [false, false, undefined],
  [false, true, 'filter_shared'],
  [true, true, 'filter_changed'],
  [true, false, 'filter_removed'],
] as const)('a filter that was shared (%s) and is now (%s) is to the store: %s', (was, is, action) =>
  expect(sharedAction(was, is)).toBe(action),
);
