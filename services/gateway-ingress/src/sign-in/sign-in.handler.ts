import { Inject, Injectable } from '@nestjs/common';
import { newEvent } from '@tollgate/contracts';
import { CONFIG, LOG, type Log } from '@tollgate/service';
import { AccessRecord } from '../access-record/access-record.handler.js';
import { ipSignal } from '../addresses/ip-address.js';
import { normalEmail } from '../addresses/normal-email.js';
import { type Attempted, Attempts } from '../attempts/attempts.repository.js';
import type { Config } from '../config.js';
import { factorTriesOf } from '../second-factors/confirm-person.handler.js';
import { methodsOf, type SecondFactorMethod } from '../second-factors/methods-of.js';
import type { Assertion } from '../second-factors/passkey.schema.js';
import { Passkeys } from '../second-factors/passkeys.handler.js';
import { RecoveryCodes } from '../second-factors/recovery-codes.repository.js';
import { SecondFactors } from '../second-factors/second-factors.repository.js';
import { TotpSecrets } from '../second-factors/totp.repository.js';
import type { FailedStep } from '../sessions/failed-sign-in.entity.js';
import { FailedSignIns } from '../sessions/failed-sign-ins.repository.js';
import { type Client, Sessions } from '../sessions/sessions.repository.js';
import { passwordTriesOf } from '../users/confirm-password.handler.js';
import { Passwords } from '../users/passwords.handler.js';
import { type User, Users } from '../users/users.repository.js';
import { refusal } from '../validation/field-error.js';

/** Where a sign-in comes from. */
export interface SignInFrom {
  readonly client: Client;
  /** Of the session that the browser has, which ends; empty where it has none. */
  readonly token: string;
  readonly requestId: string;
}

/** What was shown: nothing more is needed, or a second factor is. */
export interface SignInStep {
  /** Of the session that began. */
  readonly token: string;
  /** [] where it is open. */
  readonly methods: readonly SecondFactorMethod[];
}

/** One of these. */
export interface ShownFactor {
  readonly totp?: string | undefined;
  readonly recoveryCode?: string | undefined;
}

/** How somebody signed in, as the log tells it. */
export type SignInMethod = 'password' | 'password_totp' | 'password_recovery_code' | 'passkey';

/** What a try counts for. */
interface Tried {
  readonly address: Attempted;
  readonly shown: Attempted;
}

const ADDRESS_MINUTES = 30;
/** Each is a row for five minutes. */
const MAX_CHALLENGES = 1_000;

/** Lets people in, without telling whoever guesses anything: the answer, and its time, are the same for a wrong password and for an account that is
 *  not there, and so is when they are told to wait. */
@Injectable()
export class SignIn {
  private readonly addressMost: number;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly users: Users,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly attempts: Attempts,
    private readonly factors: SecondFactors,
    private readonly totp: TotpSecrets,
    private readonly codes: RecoveryCodes,
    private readonly passkeys: Passkeys,
    private readonly record: AccessRecord,
    private readonly failures: FailedSignIns,
    @Inject(LOG) private readonly log: Log,
    @Inject(CONFIG) config: Config,
  ) {
    this.addressMost = config.TOLLGATE_CENTRAL_MAX_FAILED_SIGN_INS_PER_ADDRESS;
  }

  /** Throws DomainError `wrong_credentials`, `too_many_attempts` after ten in a row of an account, and `too_many_attempts_here`
   *  after many of an address. */
  async withPassword(email: string, password: string, from: SignInFrom): Promise<SignInStep> {
    const normal = normalEmail(email);
    const tried = { address: this.addressOf(from), shown: passwordTriesOf(normal) };
    await this.admit(tried);
    const user = await this.users.findByEmail(normal);
    const isRight = await this.passwords.isRight(password, user?.passwordHash);
    if (user !== undefined && !isRight) this.noteFailure(user, 'password', from);
    if (user === undefined || !isRight) throw refusal('wrong_credentials');
    if (this.passwords.isOutdated(user.passwordHash)) await this.renewHash(user, password);
    const methods = methodsOf(await this.factors.of(user.id));
    if (methods.length === 0) return { token: await this.open(user, 'password', from), methods };
    for (const one of Object.values(tried)) await this.attempts.giveBack(one);
    const { client } = from;
    const begun = await this.sessions.begin({ user: user.id, isPending: true, hasSecondFactor: false, client }, from.token);
    return { token: begun.token, methods };
  }

  /** After the password, with what was shown as the second factor. Throws DomainError `not_signed_in` where no password was right in the last ten
   *  minutes, `wrong_code`, `too_many_attempts` after ten in a row of an account, and `too_many_attempts_here`. */
  async withSecondFactor({ totp, recoveryCode = '' }: ShownFactor, from: SignInFrom): Promise<string> {
    const pending = await this.sessions.findPending(from.token);
    const user = pending === undefined ? undefined : await this.users.find(pending);
    if (user === undefined) throw refusal('not_signed_in');
    await this.admit({ address: this.addressOf(from), shown: factorTriesOf(user.id) });
    const isTotp = totp !== undefined;
    const isRight = isTotp ? await this.totp.isRight(user.id, totp) : await this.codes.use(user.id, recoveryCode);
    if (!isRight) this.noteFailure(user, 'second_factor', from);
    if (!isRight) throw refusal('wrong_code', isTotp ? '/totp' : '/recoveryCode');
    return this.open(user, isTotp ? 'password_totp' : 'password_recovery_code', from);
  }

  /** By a passkey, which is both factors: the device, and what its user showed to it. Nobody guesses one: it is taken also where others in the same
   *  network tried too often. Throws DomainError `passkey_invalid`. */
  async withPasskey(response: Assertion, from: SignInFrom): Promise<string> {
    const user = await this.users.find(await this.passkeys.userOf(response));
    if (user === undefined) throw refusal('passkey_invalid');
    return this.open(user, 'passkey', from);
  }

  /** What the browser of whoever signs in with a passkey is asked for. Throws DomainError `too_many_attempts_here`. */
  async passkeyOptions(from: SignInFrom): Promise<object> {
    const { value } = this.addressOf(from);
    const limit = { most: MAX_CHALLENGES, minutes: ADDRESS_MINUTES };
    if (!(await this.attempts.take({ kind: 'passkey options', value, limit }))) throw refusal('too_many_attempts_here');
    return this.passkeys.requestOptions();
  }

  /** Harmless where nobody is signed in. */
  async out({ token, requestId }: Pick<SignInFrom, 'token' | 'requestId'>): Promise<void> {
    const user = await this.sessions.endByToken(token);
    if (user === undefined) return;
    await this.record.append(
      await this.storesOf(user),
      { user, requestId },
      newEvent('UserSecurityChanged', { user, change: 'signed_out' }),
    );
  }

  private async open(user: User, method: SignInMethod, from: SignInFrom): Promise<string> {
    if (method !== 'passkey') await this.attempts.giveBack(this.addressOf(from));
    await this.attempts.forget(passwordTriesOf(user.email));
    if (method !== 'password') await this.attempts.forget(factorTriesOf(user.id));
    const { client, token: replaced, requestId } = from;
    const isFull = { user: user.id, isPending: false, hasSecondFactor: method !== 'password', client };
    const { token, session } = await this.sessions.begin(isFull, replaced);
    const signedIn = newEvent('UserSignedIn', { user: user.id, session, method });
    await this.record.append(await this.storesOf(user.id), { user: user.id, requestId }, signedIn);
    return token;
  }

  /** Beside the answer, whose time tells nobody that there is such an account. */
  private noteFailure({ id: user }: User, step: FailedStep, { client, requestId }: SignInFrom): void {
    const note = async (): Promise<void> => {
      if (!(await this.failures.add(user, step, client))) return;
      const event = newEvent('UserSignInFailed', { user, step });
      await this.record.append(await this.storesOf(user), { requestId }, event);
    };
    note().catch((error: unknown) => this.log.warn({ error }, 'a sign-in that failed could not be noted'));
  }

  private async storesOf(user: string): Promise<readonly string[]> {
    return (await this.users.membershipsOf(user)).map(({ merchant }) => merchant);
  }

  private async renewHash({ id, passwordHash }: User, password: string): Promise<void> {
    await this.users.replaceHash(id, passwordHash, await this.passwords.hash(password));
  }

  private addressOf({ client: { address } }: SignInFrom): Attempted {
    const limit = { most: this.addressMost, minutes: ADDRESS_MINUTES };
    return { kind: 'address', value: ipSignal(address)?.address ?? address, limit };
  }

  private async admit({ address, shown }: Tried): Promise<void> {
    if (!(await this.attempts.take(address))) throw refusal('too_many_attempts_here');
    if (!(await this.attempts.take(shown))) throw refusal('too_many_attempts');
  }
}
