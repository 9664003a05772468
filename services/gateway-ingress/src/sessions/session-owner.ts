import { clientOf } from './client-of.js';
import { sessionTokenIn } from './session-cookie.js';
import type { Client, SignedIn } from './sessions.repository.js';

/** Somebody who does something with their own account, and the session they do it in. */
export interface SessionOwner {
  /** uuid */
  readonly user: string;
  /** uuid */
  readonly session: string;
  /** It was shown in this session. */
  readonly hasSecondFactor: boolean;
  readonly requestId: string;
  readonly client: Client;
  /** The value of the session's cookie. */
  readonly token: string;
}

interface OwnRequest {
  readonly signedIn: SignedIn;
  readonly id: string;
  readonly ip: string;
  readonly headers: { readonly cookie?: string | undefined; readonly 'user-agent'?: string | undefined };
}

export const sessionOwner = (request: OwnRequest): SessionOwner => {
  const { user, session, hasSecondFactor } = request.signedIn;
  const token = sessionTokenIn(request.headers.cookie);
  return { user, session, hasSecondFactor, requestId: request.id, client: clientOf(request), token };
};
