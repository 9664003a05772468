import { fraudSettings } from '../settings/fraud-settings.schema.js';
import { dueLockouts, isSuspicious } from './lockout.js';

const settings = { ...fraudSettings.defaults, lockout: { failures: 3, windowMinutes: 60, minutes: 30 } };

describe('the lockout', () => {
  it.each([
    ['card_velocity', true],
    ['card_blocked', true],
    ['duplicate_order', false],
    ['amount_limit', false],
    ['card_locked_out', false],
    ['email_locked_out', false],
  ])('counts a rejection for %s: %s', (reason, expected) => expect(isSuspicious([reason])).toBe(expected));

  it('counts a rejection that has one suspicious reason among others', () =>
    expect(isSuspicious(['duplicate_order', 'email_velocity'])).toBe(true));

  it.each([
    [{ card: 2, email: 2 }, []],
    [{ card: 3, email: 2 }, ['card']],
    [{ card: 0, email: 3 }, ['email']],
    [{ card: 3, email: 3 }, ['card', 'email']],
  ])('is due after as many failures as the merchant set: %o', (failures, expected) =>
    expect(dueLockouts(failures, settings)).toEqual(expected),
  );

  it('is off unless the merchant sets it', () => expect(dueLockouts({ card: 0, email: 0 }, fraudSettings.defaults)).toEqual([]));
});
