import { showKey } from './show-key.js';

it('a key is shown by its name, and whether it is in force', () => {
  const at = new Date('2026-11-27T00:00:00Z');
  const key = {
    id: '01890a5d-ac96-774b-bcce-b302099a8057',
    name: 'The shop',
    createdAt: at,
    createdBy: 'Ann',
    revokedAt: null,
    scopes: ['read'],
  };
  const shown = {
    id: 'key_01890a5dac96774bbcceb302099a8057',
    name: 'The shop',
    mode: 'live',
    createdBy: 'Ann',
    scopes: ['read'],
  };
  expect(showKey(key, 'live')).toEqual({ ...shown, createdAt: at.toISOString(), revokedAt: null });
  expect(showKey({ ...key, revokedAt: at }, 'live').revokedAt).toBe(at.toISOString());
});
