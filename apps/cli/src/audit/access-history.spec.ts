import { logged, type Step, sale, step } from '../testing/logged-history.js';
import { historyViolations } from './valid-history.js';

const merchant = { kind: 'merchant', id: '01890a5d-ac96-774b-bcce-b302099a8058' };
const access = (type: string, data: object): Step => step('access', type, data);
const judge = (steps: readonly Step[]): readonly string[] => historyViolations(logged(steps, merchant)).map(({ says }) => says);

const invited = access('UserInvited', { invitation: 'i1', role: 'manager' });
const joined = access('UserJoined', { invitation: 'i1', user: 'u1', role: 'manager' });
const signedIn = access('UserSignedIn', { user: 'u1', session: 's1', method: 'password' });

describe('who works for a store', () => {
  it('may be invited, join, sign in, be removed and come back; keys come and go', () =>
    expect(
      judge([
        access('UserJoined', { user: 'u0', role: 'owner' }),
        invited,
        joined,
        signedIn,
        signedIn,
        access('UserSecurityChanged', { user: 'u1', change: 'totp_added' }),
        access('UserRoleChanged', { user: 'u1', role: 'support', previousRole: 'manager' }),
        access('UserRemoved', { user: 'u1' }),
        access('UserInvited', { invitation: 'i2', role: 'support' }),
        access('UserJoined', { invitation: 'i2', user: 'u1', role: 'support' }),
        signedIn,
        access('InvitationWithdrawn', { invitation: 'of last month' }),
        access('ApiKeyIssued', { key: 'k1', mode: 'test' }),
        access('ApiKeyRevoked', { key: 'k1' }),
      ]),
    ).toEqual([]));

  it.each<[string, readonly Step[]]>([
    ['an invitation is accepted that was withdrawn', [invited, access('InvitationWithdrawn', { invitation: 'i1' }), joined]],
    ['an invitation is accepted twice', [invited, joined, joined]],
    ['a key is revoked twice', [access('ApiKeyRevoked', { key: 'k1' }), access('ApiKeyRevoked', { key: 'k1' })]],
    ['it lies in another stream', [step('order', 'UserInvited', { invitation: 'i1' })]],
  ])('I2: is found where %s', (_what, steps) => expect(judge(steps)).not.toEqual([]));
});

it('what a store is, whom it forgot, and its lists change again and again', () => {
  const entry = { list: 'block', kind: 'email' };
  const added = step('fraud-lists', 'FraudListEntryAdded', { ...entry, name: 'ab' });
  const removed = step('fraud-lists', 'FraudListEntryRemoved', entry);
  const forgotten = step('customers', 'CustomerForgotten', { customer: 'cd' });
  const redriven = access('ParkedEventsRedriven', { service: 'fraud' });
  const changed = access('StoreChanged', { name: 'Shop' });
  expect(judge([changed, redriven, changed, forgotten, forgotten, added, added, removed, added])).toEqual([]);
  expect(judge([removed])).not.toEqual([]);
});

it('a note stands beside an order’s other threads', () =>
  expect(historyViolations(logged([...sale, step('order', 'NoteAdded', {}), step('order', 'NoteAdded', {})]))).toEqual([]));
