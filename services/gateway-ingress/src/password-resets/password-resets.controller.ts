import { Body, Controller, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Public } from '../http/caller.guard.js';
import { Route } from '../http/route.js';
import { tokenParameters } from '../validation/fields.schema.js';
import {
  type PasswordResetBody,
  type PasswordResetRequestBody,
  passwordResetRequestSchema,
  passwordResetSchema,
} from './password-reset.schema.js';
import { ResetPassword } from './reset-password.handler.js';

/** A new password by mail: `/central/api/password-resets`. */
@Controller('central/api/password-resets')
export class PasswordResetsController {
  constructor(private readonly resetPassword: ResetPassword) {}

  @Post()
  @HttpCode(202)
  @Public()
  @Route({
    id: 'askForPasswordReset',
    right: 'public',
    summary: 'Sends a link with which a new password is chosen, where there is an account',
    description: 'The answer is the same where there is none. The link is good for an hour and once.',
    body: passwordResetRequestSchema,
    answers: { 202: ['Asked for; there is no body'] },
    problems: { 422: 'No e-mail address' },
  })
  async ask(@Body() { email }: PasswordResetRequestBody, @Req() { ip }: FastifyRequest): Promise<void> {
    await this.resetPassword.ask(email, ip);
  }

  @Put(':token')
  @HttpCode(204)
  @Public()
  @Route({
    id: 'resetPassword',
    right: 'public',
    summary: 'Chooses a new password with the link of a mail',
    description:
      'All your sessions end, and so does a change of your e-mail address that was not confirmed. Your second factors stay.',
    params: tokenParameters,
    body: passwordResetSchema,
    answers: { 204: ['It is changed; there is no body'] },
    problems: { 404: 'The link has ended, was used, or never was', 422: 'The password will not do' },
  })
  async reset(
    @Param('token') token: string,
    @Body() { password }: PasswordResetBody,
    @Req() { id }: FastifyRequest,
  ): Promise<void> {
    await this.resetPassword.reset(token, password, id);
  }
}
