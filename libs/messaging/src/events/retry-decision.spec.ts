import { DomainError, TransientError } from '@tollgate/errors';
import { retryDecisionOf } from './retry-decision.js';

describe('an event whose handler threw', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [5, 16_000],
    [6, 30_000],
    [5_000, 30_000],
  ])('a TransientError, delivery %d, comes again after %d ms', (deliveryCount, delayMs) =>
    expect(retryDecisionOf(new TransientError('down'), deliveryCount)).toEqual({ kind: 'again', isTransient: true, delayMs }),
  );

  it.each([new Error('x'), new DomainError('already_voided'), 'text', undefined])(
    '%s is a defect: tried five times, then parked',
    (error) => {
      expect(retryDecisionOf(error, 4)).toMatchObject({ kind: 'again', isTransient: false });
      expect(retryDecisionOf(error, 5)).toEqual({ kind: 'park' });
    },
  );
});
