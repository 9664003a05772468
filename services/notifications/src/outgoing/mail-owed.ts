import { TransientError } from '@tollgate/errors';
import type { OwedMail } from './owed-mail.js';

/** A mail was not taken: it is to be tried again, after this time where it was not tried at all, else after the pause between tries. */
export class MailOwed extends TransientError {
  constructor(
    readonly owed: OwedMail,
    readonly afterMs: number | undefined,
  ) {
    super('a mail was not taken');
  }
}
