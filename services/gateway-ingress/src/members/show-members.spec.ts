import { showMembers } from './show-members.js';

it('members and invitations are shown by their public ids', () => {
  const at = new Date('2026-11-27T00:00:00Z');
  const id = '01890a5d-ac96-774b-bcce-b302099a8057';
  const ann = { email: 'ann@example.com', role: 'support' } as const;
  const shown = showMembers(
    [{ ...ann, user: id, name: 'Ann', hasSecondFactor: true, joinedAt: at }],
    [{ ...ann, id, merchant: 'mer_demo', store: 'Demo Shop', createdAt: at, endsAt: at }],
    'manager',
  );
  const { roles, ...people } = shown;
  expect(people).toEqual({
    data: [
      { ...ann, id: 'usr_01890a5dac96774bbcceb302099a8057', name: 'Ann', hasSecondFactor: true, joinedAt: at.toISOString() },
    ],
    invitations: [{ ...ann, id: 'inv_01890a5dac96774bbcceb302099a8057', createdAt: at.toISOString(), endsAt: at.toISOString() }],
  });
  expect(roles.flatMap(({ role, mayGrant }) => (mayGrant ? [role] : []))).toEqual(['accountant', 'support', 'read_only']);
  expect(roles.find(({ role }) => role === 'support')?.rights).not.toContain('reports:read');
});
