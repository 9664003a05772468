import { DomainError } from '@tollgate/errors';
import { rightsOf, roles, rolesWith } from '../roles/roles.data.js';
import { changeRole, checkInvitation, mayGrant, refuseIfFull, removeMember } from './member-rules.js';

const members = [
  { user: 'olga', role: 'owner' },
  { user: 'max', role: 'manager' },
  { user: 'mia', role: 'manager' },
  { user: 'dora', role: 'developer' },
  { user: 'sam', role: 'support' },
] as const;
const twoOwners = [...members, { user: 'otto', role: 'owner' }] as const;

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'done';
};

describe('S24: who gives which role', () => {
  it('an owner gives every role, whoever only looks none but that of looking', () => {
    expect(roles.filter((role) => mayGrant('owner', role))).toEqual([...roles]);
    expect(roles.filter((role) => mayGrant('read_only', role))).toEqual(['read_only']);
  });

  it('a manager makes nobody an owner, nor a developer, who may make API keys, nor a manager, who would approve their refunds', () =>
    expect(roles.filter((role) => mayGrant('manager', role))).toEqual(['accountant', 'support', 'read_only']));

  it('who may approve refunds is decided by who sets the limits', () =>
    expect(
      roles.flatMap((own) =>
        rolesWith('refunds:approve').filter((role) => mayGrant(own, role) && !rightsOf(own).has('limits:write')),
      ),
    ).toEqual([]));

  it.each([
    ['olga', 'owner', 'done'],
    ['max', 'support', 'done'],
    ['olga', 'manager', 'done'],
    ['max', 'owner', 'not_allowed'],
    ['max', 'manager', 'not_allowed'],
    ['max', 'developer', 'not_allowed'],
    ['stranger', 'read_only', 'not_found'],
  ] as const)('%s inviting somebody as %s: %s', (by, role, code) =>
    expect(codeOf(() => checkInvitation(members, by, role))).toBe(code),
  );
});

it('a hundred invitations of a store are open at most', () =>
  expect([99, 100].map((count) => codeOf(() => refuseIfFull(count)))).toEqual(['done', 'too_many_invitations']));

describe('a member’s role', () => {
  it('is changed, and told with what it was', () =>
    expect(changeRole(members, { by: 'max', user: 'sam' }, 'accountant')).toMatchObject({
      type: 'UserRoleChanged',
      data: { user: 'sam', role: 'accountant', previousRole: 'support' },
    }));

  it('that they have already changes nothing', () =>
    expect(changeRole(members, { by: 'olga', user: 'sam' }, 'support')).toBeUndefined());

  it.each([
    ['max', 'olga', 'support', 'not_allowed'],
    ['max', 'dora', 'support', 'not_allowed'],
    ['max', 'mia', 'support', 'not_allowed'],
    ['max', 'sam', 'manager', 'not_allowed'],
    ['max', 'max', 'owner', 'not_allowed'],
    ['olga', 'olga', 'manager', 'last_owner'],
    ['olga', 'stranger', 'support', 'not_found'],
  ] as const)('is not changed by %s, of %s, to %s: %s', (by, user, role, code) =>
    expect(codeOf(() => changeRole(members, { by, user }, role))).toBe(code),
  );

  it('of an owner is changed where another one stays', () =>
    expect(changeRole(twoOwners, { by: 'olga', user: 'olga' }, 'manager')).toMatchObject({ type: 'UserRoleChanged' }));
});

describe('a member', () => {
  it('is removed, or leaves', () => {
    expect(removeMember(members, { by: 'olga', user: 'dora' })).toMatchObject({ type: 'UserRemoved', data: { user: 'dora' } });
    expect(removeMember(members, { by: 'max', user: 'max' })).toMatchObject({ type: 'UserRemoved' });
    expect(removeMember(twoOwners, { by: 'otto', user: 'olga' })).toMatchObject({ type: 'UserRemoved' });
  });

  it.each([
    ['max', 'olga', 'not_allowed'],
    ['max', 'mia', 'not_allowed'],
    ['olga', 'olga', 'last_owner'],
    ['olga', 'stranger', 'not_found'],
  ])('is not removed by %s, %s: %s', (by, user, code) => expect(codeOf(() => removeMember(members, { by, user }))).toBe(code));
});
