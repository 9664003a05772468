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
    expect(retryDecisionOf(new TransientError('down'), { deliveryCount, defectCount: 4 })).toEqual({
      kind: 'again',
      isTransient: true,
      delayMs,
    }),
  );

  it('a defect after an outage, in which the event came twenty times, is tried again soon', () =>
    expect(retryDecisionOf(new Error('x'), { deliveryCount: 20, defectCount: 1 })).toEqual({
      kind: 'again',
      isTransient: false,
      delayMs: 250,
    }));

  it.each([new Error('x'), new DomainError('already_voided'), 'text', undefined])(
    '%s is a defect: tried five times, then parked',
    (error) => {
      expect(retryDecisionOf(error, { deliveryCount: 4, defectCount: 4 })).toMatchObject({ kind: 'again', isTransient: false });
      expect(retryDecisionOf(error, { deliveryCount: 5, defectCount: 5 })).toEqual({ kind: 'park' });
    },
  );
});
