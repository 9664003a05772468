import { Injectable } from '@nestjs/common';
import type { DueItem, DueWorkHandler, Handled } from '@tollgate/postgres';
import { OperatorMails } from '../operator-mails/operator-mails.client.js';
import { Invitations } from './invitations.repository.js';

export const INVITATION = 'invitation';

/** Writes to who was invited. */
@Injectable()
export class InvitationMails implements DueWorkHandler {
  readonly kind = INVITATION;

  constructor(
    private readonly invitations: Invitations,
    private readonly mails: OperatorMails,
  ) {}

  /** The item's key is the invitation's. A link is made for the mail alone, and lies nowhere in clear. */
  readonly handle = async ({ key: id }: DueItem): Promise<Handled> => {
    const invitation = await this.invitations.linkOf(id);
    if (invitation === undefined) return 'done';
    const { token, email, language, store, inviter, endsAt } = invitation;
    const until = endsAt.toISOString();
    await this.mails.send({ id, kind: INVITATION, email, language, path: `invitation/${token}`, until, store, inviter });
    return 'done';
  };
}
