import { Fault, Refusal } from '@tollgate/order';
import { verdictOf } from './verdict.js';

describe('an event whose handler threw', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [5, 16_000],
    [6, 30_000],
    [5_000, 30_000],
  ])('a Fault, delivery %d, comes again after %d ms', (deliveryCount, delayMs) =>
    expect(verdictOf(new Fault('down'), deliveryCount)).toEqual({ kind: 'again', isFault: true, delayMs }),
  );

  it.each([new Error('x'), new Refusal('already_voided'), 'text', undefined])(
    '%s is a defect: tried five times, then parked',
    (error) => {
      expect(verdictOf(error, 4)).toMatchObject({ kind: 'again', isFault: false });
      expect(verdictOf(error, 5)).toEqual({ kind: 'park' });
    },
  );
});
