import { Body, Controller, Delete, Get, Header, HttpCode, Param, Put, Req, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../http/api-key.guard.js';
import { listOf } from '../http/paging.js';
import { Route } from '../http/route.js';
import { sessionOwner } from '../sessions/session-owner.js';
import { Sessions } from '../sessions/sessions.repository.js';
import { SignedInGuard, type SignedInRequest } from '../sessions/signed-in.guard.js';
import { OwnAccount } from './own-account.handler.js';
import {
  type PasswordChangeBody,
  type ProfileBody,
  passwordChangeSchema,
  profileSchema,
  sessionEntrySchema,
  sessionParameters,
} from './user.schema.js';
import { Users } from './users.repository.js';

/** A person's own account: `/central/api/user`. */
@ApiExcludeController()
@UseGuards(SignedInGuard)
@Controller('central/api/user')
export class OwnAccountController {
  constructor(
    private readonly account: OwnAccount,
    private readonly users: Users,
    private readonly sessions: Sessions,
  ) {}

  @Put()
  @HttpCode(204)
  @Public()
  @Route({
    id: 'putProfile',
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
  @Public()
  @Route({
    id: 'changePassword',
    summary: 'Changes your password',
    description: 'Your other sessions end.',
    body: passwordChangeSchema,
    answers: { 204: ['It is changed; there is no body'] },
    problems: { 422: 'The current one is wrong (`wrong_password`), or the new one will not do' },
  })
  async changePassword(@Body() body: PasswordChangeBody, @Req() request: SignedInRequest): Promise<void> {
    await this.account.changePassword(sessionOwner(request), body.currentPassword, body.newPassword);
  }

  @Get('sessions')
  @Public()
  @Header('cache-control', 'no-store')
  @Route({
    id: 'listSessions',
    summary: 'Where you are signed in, the newest first',
    answers: { 200: ['All of them', listOf(sessionEntrySchema, 'SessionList')] },
  })
  async listSessions(@Req() { signedIn }: SignedInRequest): Promise<object> {
    const all = await this.sessions.list(signedIn.user);
    return { data: all.map((one) => ({ ...one, isCurrent: one.id === signedIn.session })), nextCursor: null };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Public()
  @Route({
    id: 'endSession',
    summary: 'Ends one of your sessions',
    params: sessionParameters,
    answers: { 204: ['It has ended; there is no body'] },
    problems: { 404: 'You have no such session' },
  })
  async endSession(@Param('id') id: string, @Req() request: SignedInRequest): Promise<void> {
    await this.account.endSession(sessionOwner(request), id);
  }
}
