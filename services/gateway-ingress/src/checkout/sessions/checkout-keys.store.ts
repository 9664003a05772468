import { createHmac, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { uuidFromHex } from '@tollgate/contracts';
import { areEqualSecrets, keyFromFile, lookupHmac, seal, unseal } from '@tollgate/crypto';
import { CONFIG } from '@tollgate/service';
import type { Config } from '../../config.js';
import type { SessionCustomer } from './checkout-session.schema.js';
import { type SessionReturn, signedText } from './return-url.js';

const UUID_BYTES = 16;
const TOKEN_BYTES = 48;
/** A form that lay open for longer shows prices that may no longer hold. */
const FORM_LIFE_SECONDS = 3_600;

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

/** What a form is good for. */
export interface FormOf {
  /** uuid */
  readonly session: string;
  readonly attempt: number;
}

/** The secrets of payment pages: their addresses, their forms, what is known of the customer, and the signature of the way back. */
@Injectable()
export class CheckoutKeys {
  private readonly lookup: KeyObject;
  private readonly encryption: KeyObject;
  private readonly origin: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.lookup = keyFromFile(config.TOLLGATE_LOOKUP_KEY_FILE);
    this.encryption = keyFromFile(config.TOLLGATE_KEY_ENCRYPTION_KEY_FILE);
    this.origin = new URL(config.TOLLGATE_CENTRAL_URL).origin;
  }

  /** The page of a session; the same however often it is made, so that nothing of the token is stored. */
  urlOf(session: string): string {
    return `${this.origin}/pay/${this.tokenOf(session)}`;
  }

  tokenOf(session: string): string {
    return Buffer.concat([bytesOf(session), Buffer.from(this.mac('checkout page', session), 'hex')]).toString('base64url');
  }

  /** The session (uuid) whose page it is; undefined for what is no token of ours. */
  sessionIn(token: string): string | undefined {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length !== TOKEN_BYTES) return undefined;
    const session = uuidFromHex(bytes.toString('hex', 0, UUID_BYTES));
    return areEqualSecrets(this.tokenOf(session), token) ? session : undefined;
  }

  /** What a form shows that it came from our page: for this session and try, and for an hour. */
  formToken({ session, attempt }: FormOf, now: Date): string {
    const issued = Math.floor(now.getTime() / 1_000);
    return `${attempt}.${issued}.${this.mac('checkout form', `${session}.${attempt}.${issued}`)}`;
  }

  /** The try that a form was made for; undefined where the token is forged, another session's, or too old. */
  attemptIn(token: string, session: string, now: Date): number | undefined {
    const [, attempt = '', issued = '', mac = ''] = /^(\d{1,3})\.(\d{1,12})\.([0-9a-f]{64})$/.exec(token) ?? [];
    if (!areEqualSecrets(this.mac('checkout form', `${session}.${attempt}.${issued}`), mac)) return undefined;
    const ageSeconds = now.getTime() / 1_000 - Number(issued);
    return ageSeconds > FORM_LIFE_SECONDS ? undefined : Number(attempt);
  }

  seal(session: string, customer: SessionCustomer): Buffer {
    return seal(this.encryption, Buffer.from(JSON.stringify(customer)), `checkout ${session}`);
  }

  unseal(session: string, sealed: Buffer | null): SessionCustomer {
    return sealed === null ? {} : JSON.parse(unseal(this.encryption, sealed, `checkout ${session}`).toString());
  }

  /** `keyHash`: the SHA-256 of the API key, hexadecimal as it is kept. The merchant computes it from the key. */
  signReturn(facts: SessionReturn, keyHash: string): string {
    return `v1,${createHmac('sha256', Buffer.from(keyHash, 'hex')).update(signedText(facts)).digest('base64')}`;
  }

  private mac(kind: string, value: string): string {
    return lookupHmac(this.lookup, '', { kind, value });
  }
}
