import { rightsOf } from '../roles/roles.data.js';
import { showSession } from './show-session.js';

it('a session shows who it is, in which stores, and what they may do there, and nothing of the password', () => {
  const signedIn = {
    session: '01890a5d-ac96-774b-bcce-b302099a8001',
    user: '01890a5d-ac96-774b-bcce-b302099a8057',
    hasSecondFactor: true,
    csrfToken: 'c',
    roles: new Map(),
    endsAt: new Date('2026-11-27T12:00:00Z'),
    idleEndsAt: new Date('2026-11-27T00:15:00Z'),
  };
  const user = {
    id: signedIn.user,
    email: 'ann@example.com',
    name: 'Ann',
    language: 'en',
    passwordHash: '$argon2id$secret',
  } as const;
  const shown = showSession(signedIn, user, [
    { merchant: 'mer_demo', store: 'Demo Shop', timeZone: 'Europe/Berlin', role: 'read_only' },
  ]);
  expect(shown).toEqual({
    user: {
      id: 'usr_01890a5dac96774bbcceb302099a8057',
      email: 'ann@example.com',
      name: 'Ann',
      language: 'en',
      hasSecondFactor: true,
    },
    stores: [
      { id: 'mer_demo', name: 'Demo Shop', timeZone: 'Europe/Berlin', role: 'read_only', rights: [...rightsOf('read_only')] },
    ],
    csrfToken: 'c',
    endsAt: '2026-11-27T12:00:00.000Z',
    idleEndsAt: '2026-11-27T00:15:00.000Z',
  });
  expect(JSON.stringify(shown)).not.toContain('argon2id');
});
