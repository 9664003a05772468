import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { newEvent } from '@tollgate/contracts';
import { keyFromFile, lookupHmac, newId, seal, unseal } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import type { DueItem, DueWork, DueWorkHandler, Handled } from '@tollgate/postgres';
import { CLOCK, CONFIG } from '@tollgate/service';
import { AccessRecord } from '../access-record/access-record.handler.js';
import { ipSignal } from '../addresses/ip-address.js';
import { normalEmail } from '../addresses/normal-email.js';
import { Attempts } from '../attempts/attempts.repository.js';
import type { Config } from '../config.js';
import { DUE_WORK } from '../operator-mails/due-work.js';
import { OperatorMails } from '../operator-mails/operator-mails.client.js';
import { OwedNotices } from '../operator-mails/owed-notices.repository.js';
import { Sessions } from '../sessions/sessions.repository.js';
import { checkPassword } from '../users/check-password.js';
import { passwordTriesOf } from '../users/confirm-password.handler.js';
import { Passwords } from '../users/passwords.handler.js';
import { Users } from '../users/users.repository.js';
import { refusal, refuseIfAny } from '../validation/field-error.js';
import { PasswordResetLinks } from './password-resets.repository.js';

/** Mails to one account, and requests of one address, within an hour. */
const ACCOUNT_MOST = 5;
const ADDRESS_MOST = 30;
const MINUTES = 60;
/** A request that could not be taken to notifications for so long is given up: whoever asked has asked again. */
const OLDEST_MS = 3_600_000;

const CONTEXT = 'password reset';

interface Asked {
  /** Base64: of the e-mail address, sealed. */
  readonly sealed: string;
  /** RFC 3339 */
  readonly at: string;
}

/** Lets people choose a new password by mail. Asking for it does the same whether there is an account or not, and takes as long: who it is for is
 *  looked up later, as due work. */
@Injectable()
export class ResetPassword implements DueWorkHandler {
  readonly kind = 'password-reset';
  private readonly sealKey: KeyObject;
  private readonly lookupKey: KeyObject;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly users: Users,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly attempts: Attempts,
    private readonly links: PasswordResetLinks,
    private readonly mails: OperatorMails,
    private readonly record: AccessRecord,
    private readonly notices: OwedNotices,
    @Inject(DUE_WORK) private readonly dueWork: DueWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.sealKey = keyFromFile(config.TOLLGATE_KEY_ENCRYPTION_KEY_FILE);
    this.lookupKey = keyFromFile(config.TOLLGATE_LOOKUP_KEY_FILE);
  }

  /** Asks for a mail. More of them than five an hour are passed over, without a word. Throws DomainError `too_many_attempts` of an address. */
  async ask(email: string, address: string): Promise<void> {
    const from = ipSignal(address)?.address ?? address;
    const byAddress = { kind: 'reset address', value: from, limit: { most: ADDRESS_MOST, minutes: MINUTES } };
    if (!(await this.attempts.take(byAddress))) throw refusal('too_many_attempts');
    const normal = normalEmail(email);
    const byAccount = { kind: 'reset account', value: normal, limit: { most: ACCOUNT_MOST, minutes: MINUTES } };
    if (!(await this.attempts.take(byAccount))) return;
    const now = this.clock.now();
    const sealed = seal(this.sealKey, Buffer.from(normal), CONTEXT).toString('base64');
    const payload: Asked = { sealed, at: now.toISOString() };
    const key = lookupHmac(this.lookupKey, '', { kind: CONTEXT, value: normal });
    await this.dueWork.schedule({ kind: this.kind, key, dueAt: now, payload });
  }

  /** Sends the mail, where there is an account. */
  readonly handle = async ({ payload }: DueItem): Promise<Handled> => {
    const { sealed, at } = payload as Asked;
    if (this.clock.now().getTime() - Date.parse(at) > OLDEST_MS) return 'give_up';
    const address = unseal(this.sealKey, Buffer.from(sealed, 'base64'), CONTEXT).toString();
    const user = await this.users.findByEmail(address);
    if (user === undefined) return 'done';
    const { token, endsAt } = await this.links.make(user.id);
    const { email, language } = user;
    const until = endsAt.toISOString();
    await this.mails.send({ id: newId(), kind: 'password_reset', email, language, path: `password-reset/${token}`, until });
    return 'done';
  };

  /** Sets the password, and ends all sessions and what was asked for in them. The second factor stays. Throws DomainError `not_found` for a link that
   *  is not good (any more), and those of `checkPassword`. */
  async reset(token: string, password: string, requestId: string): Promise<void> {
    const userId = await this.links.userOf(token);
    const user = userId === undefined ? undefined : await this.users.find(userId);
    if (user === undefined) throw refusal('not_found');
    const memberships = await this.users.membershipsOf(user.id);
    refuseIfAny(checkPassword(password, { ...user, stores: memberships.map(({ store }) => store) }));
    const passwordHash = await this.passwords.hash(password);
    await this.record.change(requestId, async (manager) => {
      if (!(await this.links.use(token, manager))) throw refusal('not_found');
      await this.users.setPassword(user.id, passwordHash, manager);
      await this.sessions.endOthers(user.id, undefined, manager);
      await this.notices.add({ user: user.id, change: 'password_reset' }, manager);
      const event = newEvent('UserSecurityChanged', { user: user.id, change: 'password_reset' });
      return { result: undefined, user: user.id, stores: memberships.map(({ merchant }) => merchant), event };
    });
    await this.attempts.forget(passwordTriesOf(user.email));
  }
}
