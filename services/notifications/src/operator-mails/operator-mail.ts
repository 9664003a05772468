import type { Sender } from '../mails/letter.js';
import type { OperatorLetter, OperatorMail } from './operator-letter.js';

export type OwedKind = OperatorMail['kind'] | 'receipt_test';

/** A mail that is written already. */
export interface WrittenMail {
  readonly email: string;
  readonly letter: OperatorLetter & Sender;
  readonly logo: { readonly merchant: string; readonly sha256: string } | undefined;
}

/** A mail to somebody who works with Central, as it lies among the due work: whom it is for, and its link, are sealed. */
export interface OwedOperatorMail {
  /** Base64. */
  readonly sealed: string;
  readonly kind: OwedKind;
  /** What succeeds or fails together with it: a keyed HMAC of the recipient's domain. */
  readonly lane: string;
  /** RFC 3339: what it leads to ends then, and with it the mail. */
  readonly until: string;
  /** RFC 3339: when it was asked for. */
  readonly at: string;
  /** It says what happened, the same however often it is asked for, and goes out once. What has a new link each time does not. */
  readonly isOnce?: boolean;
}

/** Binds the seal to this mail. */
export const sealContext = (id: string): string => `operator mail ${id}`;

/** Whether there is no sense in it any more. */
export const isOver = ({ until }: Pick<OwedOperatorMail, 'until'>, now: Date): boolean => Date.parse(until) <= now.getTime();
