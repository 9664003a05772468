import { sessionOwner } from './session-owner.js';

it('who does something with their own account is known by their session, request and browser', () => {
  const signedIn = {
    session: 's',
    user: 'u',
    hasSecondFactor: false,
    csrfToken: '',
    roles: new Map(),
    endsAt: new Date(),
    idleEndsAt: new Date(),
  };
  const headers = { cookie: `__Host-tollgate-session=${'a'.repeat(43)}`, 'user-agent': 'Browser' };
  expect(sessionOwner({ signedIn, id: 'req_1', ip: '203.0.113.9', headers })).toEqual({
    user: 'u',
    session: 's',
    hasSecondFactor: false,
    requestId: 'req_1',
    client: { userAgent: 'Browser', address: '203.0.113.9' },
    token: 'a'.repeat(43),
  });
});
