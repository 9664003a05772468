import { isLastOwner, type Member, type Role, roles, rolesOf } from './member.js';

const member = (id: string, role: Role): Member => ({
  id,
  role,
  email: `${id}@shop.example`,
  name: id,
  hasSecondFactor: true,
  joinedAt: '2026-11-27T00:00:00.000Z',
});

describe('the users of a store', () => {
  it('get every role from an owner', () => expect(rolesOf('owner')).toEqual(roles));

  it('get no role from a manager that manages keys, which a manager may not', () =>
    expect(rolesOf('manager')).toEqual(['manager', 'accountant', 'support', 'read_only']));

  it.each(['accountant', 'support', 'developer', 'read_only', 'a_role_of_a_later_release'])('get no role from %s', (role) =>
    expect(rolesOf(role)).toEqual([]),
  );

  it('keep their last owner', () => {
    const [ann, bob, carl] = [member('ann', 'owner'), member('bob', 'owner'), member('carl', 'manager')];
    expect(isLastOwner([ann, carl], ann)).toBe(true);
    expect(isLastOwner([ann, bob], ann)).toBe(false);
    expect(isLastOwner([ann, carl], carl)).toBe(false);
  });
});
