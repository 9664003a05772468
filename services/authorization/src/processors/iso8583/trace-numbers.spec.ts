import { traceNumbers } from './trace-numbers.js';

const at = new Date('2026-11-23T19:52:00Z');

describe('traceNumbers', () => {
  it('name a message by its number, terminal and time', () =>
    expect(traceNumbers(41n, 'TG000001', at)).toEqual({
      stan: 42,
      rrn: '263270000041',
      terminalId: 'TG000001',
      transmittedAt: '1123195200',
    }));

  it('have a STAN of 1 to 999,999, whatever the number', () =>
    expect([0n, 999_998n, 999_999n].map((serial) => traceNumbers(serial, 'TG000001', at).stan)).toEqual([1, 999_999, 1]));

  it('stay apart by their RRN when the STAN comes again', () =>
    expect(traceNumbers(0n, 'TG000001', at).rrn).not.toBe(traceNumbers(999_999n, 'TG000001', at).rrn));
});
