import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Route } from '../http/route.js';
import { type PersonConfirmation, personConfirmationSchema } from '../second-factors/second-factor.schema.js';
import type { SignedInRequest } from '../sessions/session.guard.js';
import { noSessionCookie } from '../sessions/session-cookie.js';
import { sessionOwner } from '../sessions/session-owner.js';
import { DeleteAccount } from './delete-account.handler.js';

/** The end of one's own account: `/central/api/user/deletion`. */
@Controller('central/api/user/deletion')
export class AccountDeletionController {
  constructor(private readonly account: DeleteAccount) {}

  @Post()
  @HttpCode(204)
  @Route({
    id: 'deleteAccount',
    right: 'signed_in',
    summary: 'Deletes your account for good',
    description:
      'With it go your sessions, second factors, saved filters, and the invitations that you sent. What you did stays in the stores’ records, by your id ' +
      'alone. Each store that you own needs another owner before you go.',
    body: personConfirmationSchema,
    answers: { 204: ['It is gone; there is no body'] },
    problems: {
      409: 'A store of yours has no other owner (`last_owner`)',
      422: 'Not what you sign in with (`wrong_password`, `second_factor_missing`, `wrong_code`)',
    },
  })
  async delete(
    @Body() body: PersonConfirmation,
    @Req() request: SignedInRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.account.delete(sessionOwner(request), body);
    reply.header('set-cookie', noSessionCookie);
  }
}
