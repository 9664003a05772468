import { beginCheck, continueCheck, incompleteness } from './check-completeness.js';

const counted = { events: 1811n, position: 1900n };

describe('a rebuild at the end of the log', () => {
  it('is complete once it has read what the log holds', () => expect(beginCheck(counted, 1811n).missing).toBe(0n));

  it('X1: has read 3 of 1,811 events, and says so', () => {
    const check = beginCheck(counted, 3n);
    expect(check.missing).toBe(1808n);
    expect(incompleteness(check)).toBe('incomplete: 3 of the 1811 events in the log could be read');
  });

  it('becomes complete by what it reads late, not by what was appended since', () => {
    const check = continueCheck(beginCheck(counted, 1809n), [1901n, 1899n]);
    expect(check).toMatchObject({ missing: 1n, readEvents: 1811n });
    expect(continueCheck(check, [1900n, 1902n]).missing).toBe(0n);
  });

  it('has not read more than the log holds', () =>
    expect(incompleteness(beginCheck(counted, 1812n))).toBe('inconsistent: 1812 events were read, and the log holds 1811'));
});
