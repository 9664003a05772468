import { Body, Controller, Delete, Get, HttpCode, Param, Put, Req } from '@nestjs/common';
import { listOf } from '../http/paging.js';
import { Route } from '../http/route.js';
import { FailedSignIns } from '../sessions/failed-sign-ins.repository.js';
import type { SignedInRequest } from '../sessions/session.guard.js';
import { sessionOwner } from '../sessions/session-owner.js';
import { Sessions } from '../sessions/sessions.repository.js';
import { OwnAccount } from './own-account.handler.js';
import {
  failedSignInSchema,
  type PasswordChangeBody,
  type ProfileBody,
  passwordChangeSchema,
  profileSchema,
  sessionEntrySchema,
  sessionParameters,
} from './user.schema.js';
import { Users } from './users.repository.js';

/** A person's own account: `/central/api/user`. */
@Controller('central/api/user')
export class OwnAccountController {
  constructor(
    private readonly account: OwnAccount,
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly failures: FailedSignIns,
  ) {}

  @Put()
  @HttpCode(204)
  @Route({
    id: 'putProfile',
    right: 'signed_in',
    summary: 'Your name and language',
    body: profileSchema,
    answers: { 204: ['It is so; there is no body'] },
    problems: { 422: 'Fields that are wrong, each with code and pointer' },
  })
  async put(@Body() body: ProfileBody, @Req() { signedIn }: SignedInRequest): Promise<void> {
    await this.users.rename(signedIn.user, body);
  }

  @Put('password')
  @HttpCode(204)
  @Route({
    id: 'changePassword',
    right: 'signed_in',
    summary: 'Changes your password',
    description:
      'Your other sessions end, and so do links for a new password, and for another e-mail address that was not confirmed.',
    body: passwordChangeSchema,
    answers: { 204: ['It is changed; there is no body'] },
    problems: { 422: 'The current one is wrong (`wrong_password`), or the new one will not do' },
  })
  async changePassword(@Body() body: PasswordChangeBody, @Req() request: SignedInRequest): Promise<void> {
    await this.account.changePassword(sessionOwner(request), body.currentPassword, body.newPassword);
  }

  @Get('sessions')
  @Route({
    id: 'listSessions',
    right: 'signed_in',
    summary: 'Where you are signed in, the newest first',
    answers: { 200: ['All of them', listOf(sessionEntrySchema, 'SessionList')] },
  })
  async listSessions(@Req() { signedIn }: SignedInRequest): Promise<object> {
    const all = await this.sessions.list(signedIn.user);
    return { data: all.map((one) => ({ ...one, isCurrent: one.id === signedIn.session })), nextCursor: null };
  }

  @Get('failed-sign-ins')
  @Route({
    id: 'listFailedSignIns',
    right: 'signed_in',
    summary: 'Who tried to sign in as you in the last 90 days and could not, the newest first',
    answers: { 200: ['The newest twenty', listOf(failedSignInSchema, 'FailedSignInList')] },
  })
  async listFailedSignIns(@Req() { signedIn }: SignedInRequest): Promise<object> {
    const all = await this.failures.list(signedIn.user);
    return { data: all.map(({ at, address, userAgent, step }) => ({ at, address, userAgent, step })), nextCursor: null };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Route({
    id: 'endSession',
    right: 'signed_in',
    summary: 'Ends one of your sessions',
    params: sessionParameters,
    answers: { 204: ['It has ended; there is no body'] },
    problems: { 404: 'You have no such session' },
  })
  async endSession(@Param('id') id: string, @Req() request: SignedInRequest): Promise<void> {
    await this.account.endSession(sessionOwner(request), id);
  }
}
