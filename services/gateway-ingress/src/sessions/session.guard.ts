import { Injectable } from '@nestjs/common';
import { toPublicId } from '@tollgate/contracts';
import { areEqualSecrets } from '@tollgate/crypto';
import { DomainError } from '@tollgate/errors';
import type { FastifyRequest } from 'fastify';
import type { CallerRequest } from '../http/caller.js';
import { type OwnRouteConfig, routeConfigOf } from '../http/route-config.js';
import { mayAsk } from '../roles/may-ask.js';
import { rightsOf } from '../roles/roles.data.js';
import { refusal } from '../validation/field-error.js';
import { sessionTokenIn } from './session-cookie.js';
import { Sessions, type SignedIn } from './sessions.repository.js';

/** A request of somebody who has signed in. */
export interface SignedInRequest extends FastifyRequest {
  signedIn: SignedIn;
}

/** Lets people into Tollgate Central: those who have signed in, and to a store those who have a role there that has the route's right. Throws
 *  DomainError `not_signed_in` (401), `invalid_csrf_token`, `second_factor_required` and `not_allowed` (403), and `not_found` for a store that is
 *  none of theirs: nobody learns which stores there are (S1, S15, S17, S24). */
@Injectable()
export class SessionGuard {
  constructor(private readonly sessions: Sessions) {}

  async admit(request: CallerRequest): Promise<true> {
    const signedIn = await this.sessions.find(sessionTokenIn(request.headers.cookie), { isActivity: !isByItself(request) });
    if (signedIn === undefined) throw refusal('not_signed_in');
    if (!isRead(request) && !hasToken(request, signedIn)) throw refusal('invalid_csrf_token');
    (request as unknown as SignedInRequest).signedIn = signedIn;
    const { store, mode } = request.params as { readonly store?: string; readonly mode?: string };
    if (store !== undefined) request.caller = callerIn({ store, mode }, signedIn, routeConfigOf(request));
    return true;
  }
}

interface Place {
  readonly store: string;
  readonly mode: string | undefined;
}

const callerIn = ({ store, mode }: Place, { roles, user, hasSecondFactor }: SignedIn, config: OwnRouteConfig) => {
  const role = roles.get(store);
  if (role === undefined || (mode !== 'test' && mode !== 'live')) throw new DomainError('not_found');
  if (mode === 'live' && !hasSecondFactor) throw refusal('second_factor_required');
  const rights = rightsOf(role);
  if (!mayAsk(rights, config)) throw refusal('not_allowed');
  if (config.writesBothModes === true && !hasSecondFactor) throw refusal('second_factor_required');
  return { merchant: store, mode, actor: toPublicId('usr', user), rights } as const;
};

/** A page that is only open asks by itself; that keeps no session alive. */
const isByItself = ({ headers }: FastifyRequest): boolean =>
  headers['x-tollgate-background'] !== undefined || headers.accept === 'text/event-stream';

const isRead = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD';

const hasToken = ({ headers }: FastifyRequest, { csrfToken }: SignedIn): boolean =>
  areEqualSecrets(String(headers['x-csrf-token'] ?? ''), csrfToken);
