import { ORPHANED_AFTER_MS } from '../../authorize/authorize-effect.handler.js';
import { LEASE_MS } from '../../operations/perform-operation.handler.js';
import { stripeConfig } from './stripe-config.schema.js';

/** A capture looks, is sent, and is sent once more under another key. */
const ANSWERS_OF_AN_OPERATION = 3;

describe('the time-out of Stripe', () => {
  const timeoutOf = (text: string) => stripeConfig.parse({ TOLLGATE_STRIPE_TIMEOUT_MS: text }).TOLLGATE_STRIPE_TIMEOUT_MS;

  it('lets no operation outlast its lease, nor be taken for orphaned by another replica', () => {
    const longestMs = timeoutOf('6000');
    expect(() => timeoutOf(String(longestMs + 1))).toThrow('TOLLGATE_STRIPE_TIMEOUT_MS');
    expect(ANSWERS_OF_AN_OPERATION * longestMs).toBeLessThan(Math.min(ORPHANED_AFTER_MS, LEASE_MS));
  });

  it('is 6 s where nothing is said', () => expect(stripeConfig.parse({}).TOLLGATE_STRIPE_TIMEOUT_MS).toBe(6_000));
});
