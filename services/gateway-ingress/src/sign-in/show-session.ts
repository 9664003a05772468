import { toPublicId } from '@tollgate/contracts';
import { rightsOf } from '../roles/roles.data.js';
import type { SignedIn } from '../sessions/sessions.repository.js';
import type { Membership, User } from '../users/users.repository.js';

/** A session as its page sees it: who it is, in which stores, what they may do there. `memberships` may be newer than the session's roles; they are
 *  what is shown. */
export const showSession = (
  { hasSecondFactor, csrfToken, endsAt, idleEndsAt }: SignedIn,
  { id, email, name, language }: User,
  memberships: readonly Membership[],
) => ({
  user: { id: toPublicId('usr', id), email, name, language, hasSecondFactor },
  stores: memberships.map(({ merchant, store, timeZone, role }) => ({
    id: merchant,
    name: store,
    timeZone,
    role,
    rights: [...rightsOf(role)],
  })),
  csrfToken,
  endsAt: endsAt.toISOString(),
  idleEndsAt: idleEndsAt.toISOString(),
});
