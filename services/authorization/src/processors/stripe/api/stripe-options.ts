import { DomainError } from '@tollgate/errors';

/** What the adapter is built with. */
export interface StripeOptions {
  /** `sk_test_…`, `sk_live_…`, or a restricted key `rk_…`; never logged, never part of an error. */
  readonly secretKey: string;
  readonly mode: 'test' | 'live';
  /** Where Stripe's API answers; another address only for mode `test`. */
  readonly url?: string;
  /** How long an answer may take, from the request to its last byte. */
  readonly timeoutMs?: number;
  /** The account may capture one authorization several times (Stripe: an IC+ feature). Asked for with each
   *  authorization then. */
  readonly hasMulticapture?: boolean;
  /** How long an authorization holds the amount. Source: docs.stripe.com/payments/place-a-hold-on-a-payment-method: 7
   *  days. */
  readonly authorizationLifetimeMs?: number;
  readonly clock: { now(): Date };
  /** Told when the API can no longer be reached, and when it answers again: the metric `tollgate_processor_up`. */
  readonly onReachable?: (isUp: boolean) => void;
  /** Told of an answer that this adapter cannot read: a defect of ours, or a change of the API. */
  readonly onUnreadable?: (error: Error) => void;
}

/** Where Stripe's API answers. */
export const STRIPE_URL = 'https://api.stripe.com';
export const DEFAULT_TIMEOUT_MS = 6_000;
export const DEFAULT_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

const KEY = /^(?:sk|rk)_(test|live)_\w+$/;

/** The mode that a key stands for. DomainError `stripe_key_unreadable`; the key is not quoted. */
export const modeOfKey = (secretKey: string): 'test' | 'live' => {
  const mode = KEY.exec(secretKey)?.[1];
  if (mode !== 'test' && mode !== 'live') {
    throw new DomainError(
      'stripe_key_unreadable',
      undefined,
      'a secret key begins with sk_test_, sk_live_, rk_test_ or rk_live_',
    );
  }
  return mode;
};

/** Test mode never reaches a live account, nor live mode anything but Stripe over TLS.
 *  DomainError `stripe_key_unreadable`, `stripe_key_of_other_mode`, `stripe_url_not_live`. */
export const requireFittingKey = ({
  secretKey,
  mode,
  url = STRIPE_URL,
}: Pick<StripeOptions, 'secretKey' | 'mode' | 'url'>): void => {
  if (modeOfKey(secretKey) !== mode) {
    throw new DomainError('stripe_key_of_other_mode', undefined, `the key is not one of mode ${mode}`);
  }
  if (mode === 'live' && new URL(url).origin !== STRIPE_URL) {
    throw new DomainError('stripe_url_not_live', undefined, `mode live is for ${STRIPE_URL} only`);
  }
};
