import { Body, Controller, Delete, HttpCode, Param, Put, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Public } from '../http/caller.guard.js';
import { Route } from '../http/route.js';
import type { SignedInRequest } from '../sessions/session.guard.js';
import { sessionOwner } from '../sessions/session-owner.js';
import { tokenParameters } from '../validation/fields.schema.js';
import { ChangeEmail } from './change-email.handler.js';
import { type EmailChangeBody, emailChangeSchema } from './email-change.schema.js';

/** Another e-mail address for one's own account: `/central/api/user/email`. */
@Controller('central/api/user/email')
export class OwnEmailController {
  constructor(private readonly changeEmail: ChangeEmail) {}

  @Put()
  @HttpCode(202)
  @Route({
    id: 'askForEmailChange',
    right: 'signed_in',
    summary: 'Sends a link to another e-mail address, with which you go by it',
    description:
      'The answer is the same where the address is somebody else’s, who gets no mail. It takes effect when the link is opened, within 24 hours; the ' +
      'address that you have now gets a notice with a link that stops it, for 72 hours.',
    body: emailChangeSchema,
    answers: { 202: ['Asked for; there is no body'] },
    problems: {
      422: 'No e-mail address, yours already (`same_address`), or not what you sign in with (`wrong_password`, `second_factor_missing`, `wrong_code`)',
    },
  })
  async ask(@Body() body: EmailChangeBody, @Req() request: SignedInRequest): Promise<void> {
    await this.changeEmail.ask(sessionOwner(request), body);
  }
}

/** What the links of its mails do, for whoever has one: `/central/api/email-changes`. */
@Controller('central/api/email-changes')
export class EmailChangesController {
  constructor(private readonly changeEmail: ChangeEmail) {}

  @Put(':token')
  @HttpCode(204)
  @Public()
  @Route({
    id: 'confirmEmailChange',
    right: 'public',
    summary: 'Confirms the new e-mail address, with the link that it got',
    description: 'All sessions end but the one that asked for it.',
    params: tokenParameters,
    answers: { 204: ['It is changed; there is no body'] },
    problems: { 404: 'The link has ended, was used, or never was', 409: 'It is another account’s meanwhile (`address_taken`)' },
  })
  async confirm(@Param('token') token: string, @Req() { id }: FastifyRequest): Promise<void> {
    await this.changeEmail.confirm(token, id);
  }

  @Delete(':token')
  @HttpCode(204)
  @Public()
  @Route({
    id: 'stopEmailChange',
    right: 'public',
    summary: 'Stops a change of the e-mail address, with the link that the old one got',
    description: 'Also once it took effect: the address is what it was. All sessions end.',
    params: tokenParameters,
    answers: { 204: ['The address is what it was; there is no body'] },
    problems: { 404: 'The link has ended, was used, or never was', 409: 'It is another account’s meanwhile (`address_taken`)' },
  })
  async stop(@Param('token') token: string, @Req() { id }: FastifyRequest): Promise<void> {
    await this.changeEmail.stop(token, id);
  }
}
