import { Body, Controller, Get, HttpCode, Param, Put, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Public } from '../http/caller.guard.js';
import { Route } from '../http/route.js';
import { tokenParameters } from '../validation/fields.schema.js';
import { AnswerInvitation } from './answer-invitation.handler.js';
import { type InvitationAnswerBody, invitationAnswerSchema, shownInvitationSchema } from './invitation.schema.js';

/** Invitations, as whoever has their link sees them: `/central/api/invitations/{token}`. */
@Controller('central/api/invitations')
export class InvitationsController {
  constructor(private readonly invitations: AnswerInvitation) {}

  @Get(':token')
  @Public()
  @Route({
    id: 'getInvitation',
    right: 'public',
    summary: 'Who is invited, to which store',
    params: tokenParameters,
    answers: { 200: ['The invitation', shownInvitationSchema] },
    problems: { 404: 'The link has ended, was used, or never was' },
  })
  show(@Param('token') token: string): Promise<object> {
    return this.invitations.show(token);
  }

  @Put(':token')
  @HttpCode(204)
  @Public()
  @Route({
    id: 'acceptInvitation',
    right: 'public',
    summary: 'Joins the store, with a new account where the address has none',
    description: 'Sign in afterward.',
    params: tokenParameters,
    body: invitationAnswerSchema,
    answers: { 204: ['You have joined; there is no body'] },
    problems: { 404: 'The link has ended, was used, or never was', 422: 'Fields that are wrong, each with code and pointer' },
  })
  async accept(@Param('token') token: string, @Body() body: InvitationAnswerBody, @Req() { id }: FastifyRequest): Promise<void> {
    await this.invitations.accept(token, body, id);
  }
}
