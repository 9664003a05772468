import { Body, Delete, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import { invariant } from '@tollgate/errors';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { StoreController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { uuidOf } from '../http/uuid-of.js';
import { Invitations } from '../invitations/invitations.repository.js';
import type { SignedInRequest } from '../sessions/session.guard.js';
import { refusal } from '../validation/field-error.js';
import { ManageMembers, type StoreActor } from './manage-members.handler.js';
import {
  type InviteBody,
  invitationParameters,
  inviteSchema,
  memberParameters,
  membersSchema,
  pendingInvitationSchema,
  type RoleBody,
  roleSchema,
} from './member.schema.js';
import { Members } from './members.repository.js';
import { showInvitation, showMembers } from './show-members.js';

const actorIn = ({ signedIn }: SignedInRequest, { caller, requestId }: RequestContext): StoreActor => ({
  merchant: caller.merchant,
  by: signedIn.user,
  requestId,
});

/** Who works for a store: `/central/api/stores/{store}/{mode}/users`. People work for a store, whatever the mode: what
 *  is decided of them takes a second factor in test mode, too. */
@StoreController('users')
export class MembersController {
  constructor(
    private readonly manage: ManageMembers,
    private readonly members: Members,
    private readonly invitations: Invitations,
  ) {}

  @Get()
  @Route({
    id: 'listMembers',
    right: 'users:read',
    summary: 'Who works for the store, and who was asked to',
    answers: { 200: ['All of them', membersSchema] },
    problems: { 404: 'A store that is none of yours' },
  })
  async list(@Context() { caller: { merchant } }: RequestContext, @Req() { signedIn }: SignedInRequest): Promise<object> {
    const role = signedIn.roles.get(merchant);
    invariant(role !== undefined, 'whoever was let into a store has a role there');
    const [members, invitations] = await Promise.all([this.members.list(merchant), this.invitations.list(merchant)]);
    return showMembers(members, invitations, role);
  }

  @Post('invitations')
  @Command()
  @Route({
    id: 'inviteMember',
    right: 'users:manage',
    summary: 'Asks somebody by mail to work for the store',
    writesBothModes: true,
    description:
      'The link is good for 72 hours and once; one that the address had before is void. You give no role with rights that you do not have, ' +
      'and one that may approve refunds only where you may set the limits of money (`limits:write`).',
    body: inviteSchema,
    answers: { 201: ['The invitation', pendingInvitationSchema] },
    problems: {
      404: 'A store that is none of yours; or the same request came before, and its invitation is there no more',
      409:
        'Somebody with this address works for the store already (`already_member`), 100 invitations of the store are open ' +
        '(`too_many_invitations`), or the same key is still running',
      422: 'Fields that are wrong, each with code and pointer',
      429: 'The store has sent 30 within an hour, or the address got 5, of whichever stores (`too_many_attempts`)',
    },
  })
  async invite(@Body() body: InviteBody, @Req() request: SignedInRequest, @Context() context: RequestContext): Promise<object> {
    const invitation = await this.manage.invite(actorIn(request, context), body, context.attempt);
    if (invitation === undefined) throw refusal('not_found');
    return showInvitation(invitation);
  }

  @Delete('invitations/:id')
  @HttpCode(204)
  @Route({
    id: 'withdrawInvitation',
    right: 'users:manage',
    summary: 'Takes an invitation back',
    writesBothModes: true,
    params: invitationParameters,
    answers: { 204: ['Its link is void; there is no body'] },
    problems: { 404: 'The store has no such invitation' },
  })
  async withdraw(@Param('id') id: string, @Req() request: SignedInRequest, @Context() context: RequestContext): Promise<void> {
    await this.manage.withdraw(actorIn(request, context), uuidOf('inv', id));
  }

  @Put(':id')
  @HttpCode(204)
  @Route({
    id: 'changeMemberRole',
    right: 'users:manage',
    summary: 'Gives somebody another role',
    writesBothModes: true,
    params: memberParameters,
    body: roleSchema,
    answers: { 204: ['From their next request on; there is no body'] },
    problems: {
      404: 'Nobody of the store',
      409: 'The store needs an owner (`last_owner`)',
      422: 'Fields that are wrong, each with code and pointer',
    },
  })
  async changeRole(
    @Param('id') id: string,
    @Body() { role }: RoleBody,
    @Req() request: SignedInRequest,
    @Context() context: RequestContext,
  ): Promise<void> {
    await this.manage.changeRole(actorIn(request, context), uuidOf('usr', id), role);
  }

  @Delete(':id')
  @HttpCode(204)
  @Route({
    id: 'removeMember',
    right: 'users:manage',
    summary: 'Takes somebody out of the store, or yourself',
    writesBothModes: true,
    params: memberParameters,
    answers: { 204: ['They see nothing of it any more; there is no body'] },
    problems: { 404: 'Nobody of the store', 409: 'The store needs an owner (`last_owner`)' },
  })
  async remove(@Param('id') id: string, @Req() request: SignedInRequest, @Context() context: RequestContext): Promise<void> {
    await this.manage.remove(actorIn(request, context), uuidOf('usr', id));
  }
}
