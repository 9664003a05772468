import { Absences } from './cvc.client.js';

const open = () => {
  const clock = { nowMs: 1_000_000 };
  const absences = new Absences(() => clock.nowMs);
  /** Nobody is there for a second. */
  const asked = (afterMs: number, replica = 'a'): boolean => {
    const askedMs = clock.nowMs + afterMs;
    clock.nowMs = askedMs + 1_000;
    return absences.isGone(replica, askedMs);
  };
  return { absences, asked };
};

describe('a replica that has a CVC', () => {
  it('is not gone for being away from the bus for some seconds, and is when nobody was there for five', () => {
    const { asked } = open();
    expect([asked(0), asked(1_000), asked(2_000)]).toEqual([false, false, true]);
  });

  it('is there again once it answered', () => {
    const { absences, asked } = open();
    asked(0);
    asked(1_000);
    absences.isBack('a');
    expect(asked(2_000)).toBe(false);
  });

  it('may have been there between two questions that are far apart', () => {
    const { asked } = open();
    expect([asked(0), asked(60_000)]).toEqual([false, false]);
  });

  it('is none other’s absence', () => {
    const { asked } = open();
    asked(0);
    expect(asked(6_000, 'b')).toBe(false);
  });
});
