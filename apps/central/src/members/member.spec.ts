import { grantable, isLastOwner, type Member, type Role, roles, type ShownRole, withRight } from './member.js';

const member = (id: string, role: Role): Member => ({
  id,
  role,
  email: `${id}@shop.example`,
  name: id,
  hasSecondFactor: true,
  joinedAt: '2026-11-27T00:00:00.000Z',
});

describe('the users of a store', () => {
  const shown: readonly ShownRole[] = roles.map((role) => ({
    role,
    rights: role === 'support' ? ['orders:read'] : ['orders:read', 'reports:read'],
    mayGrant: role !== 'owner',
  }));

  it('get the roles that the API says, and no other', () =>
    expect(grantable(shown)).toEqual(roles.filter((role) => role !== 'owner')));

  it('are found by what their role may do', () => {
    const data = [member('ann', 'owner'), member('bob', 'support')];
    expect(withRight({ data, invitations: [], roles: shown }, 'reports:read').map(({ id }) => id)).toEqual(['ann']);
  });

  it('keep their last owner', () => {
    const [ann, bob, carl] = [member('ann', 'owner'), member('bob', 'owner'), member('carl', 'manager')];
    expect(isLastOwner([ann, carl], ann)).toBe(true);
    expect(isLastOwner([ann, bob], ann)).toBe(false);
    expect(isLastOwner([ann, carl], carl)).toBe(false);
  });
});
