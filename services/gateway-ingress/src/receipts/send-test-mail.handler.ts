import { Injectable } from '@nestjs/common';
import { fromPublicId } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { Attempts } from '../attempts/attempts.repository.js';
import { placesOfAnyCard } from '../cards/card-number-in-text.js';
import { idFor, type RequestContext } from '../http/caller.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import { Users } from '../users/users.repository.js';
import { refusal, refuseIfAny } from '../validation/field-error.js';
import type { DraftBody } from './receipt.schema.js';
import { Receipts } from './receipts.client.js';

const limit = { most: 10, minutes: 60, since: 'first' } as const;

/** Sends drafts of receipts to whoever is signed in. */
@Injectable()
export class SendTestMail {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly receipts: Receipts,
    private readonly users: Users,
    private readonly attempts: Attempts,
    private readonly idempotency: IdempotencyRepository,
  ) {}

  /** Whom it goes to. Throws what `Receipts.sendTest` throws, and DomainError `too_many_test_mails`. */
  async send(body: DraftBody, context: RequestContext): Promise<object> {
    const { attempt, caller } = context;
    if (attempt.found?.answer !== undefined) return JSON.parse(attempt.found.answer) as object;
    refuseIfAny(placesOfAnyCard(body).map((field) => ({ code: 'card_number_in_text', field })));
    const user = await this.users.find(fromPublicId('usr', caller.actor) ?? '');
    invariant(user !== undefined, 'a session is somebody’s');
    const sending = { kind: 'test mail', value: user.id, limit };
    if (!(await this.attempts.take(sending))) throw refusal('too_many_test_mails');
    try {
      await this.receipts.sendTest({ id: idFor('test mail', attempt), email: user.email }, body, context);
    } catch (error) {
      await this.attempts.giveBack(sending);
      throw error;
    }
    const answer = { to: user.email };
    await this.idempotency.keep(attempt, { answer: JSON.stringify(answer) });
    return answer;
  }
}
