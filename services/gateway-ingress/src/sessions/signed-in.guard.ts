import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { areEqualSecrets } from '@tollgate/crypto';
import type { FastifyRequest } from 'fastify';
import { refusal } from '../validation/field-error.js';
import { sessionTokenIn } from './session-cookie.js';
import { type SignedIn, Sessions } from './sessions.repository.js';

/** A request of somebody who has signed in. */
export interface SignedInRequest extends FastifyRequest {
  signedIn: SignedIn;
}

/** Lets in whoever has signed in. Throws DomainError `not_signed_in`, and `invalid_csrf_token` for a command without the token of its page. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(private readonly sessions: Sessions) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const { headers, method } = request;
    const signedIn = await this.sessions.find(sessionTokenIn(headers.cookie));
    if (signedIn === undefined) throw refusal('not_signed_in');
    const isRead = method === 'GET' || method === 'HEAD';
    if (!isRead && !areEqualSecrets(String(headers['x-csrf-token'] ?? ''), signedIn.csrfToken)) throw refusal('invalid_csrf_token');
    request.signedIn = signedIn;
    return true;
  }
}
