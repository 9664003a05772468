import { ISO87_ASCII, ISO87_BCD } from '@tollgate/iso8583';
import { answerKeyOf, requestKeyOf } from './match-key.js';

const numbers = { stan: '000042', rrn: '263270000041', terminalId: 'TG000001', transmissionTime: '1123195200' };

describe('what names a message and its answer alike', () => {
  it.each([
    ['0100', '0110'],
    ['0200', '0210'],
    ['0221', '0230'],
    ['0421', '0430'],
  ])('is the type, %s and %s, and the numbers', (mti, answerType) =>
    expect(requestKeyOf(ISO87_ASCII, { mti, ...numbers })).toBe(answerKeyOf(ISO87_ASCII, { mti: answerType, ...numbers })),
  );

  it('A5: is another for another type', () =>
    expect(requestKeyOf(ISO87_ASCII, { mti: '0200', ...numbers })).not.toBe(
      answerKeyOf(ISO87_ASCII, { mti: '0110', ...numbers }),
    ));

  it.each(['stan', 'rrn', 'terminalId', 'transmissionTime'] as const)('is another for another %s, never the STAN alone', (name) =>
    expect(requestKeyOf(ISO87_ASCII, { mti: '0200', ...numbers })).not.toBe(
      answerKeyOf(ISO87_ASCII, { mti: '0210', ...numbers, [name]: '1' }),
    ),
  );

  it("A7: leaves out what the profile leaves out, such as the acquirer's own RRN and time", () =>
    expect(requestKeyOf(ISO87_BCD, { mti: '0200', ...numbers })).toBe(
      answerKeyOf(ISO87_BCD, { mti: '0210', ...numbers, rrn: 'OWN', transmissionTime: '0101000000' }),
    ));

  it('A7: is the STAN of an 0810, whatever the acquirer adds', () =>
    expect(requestKeyOf(ISO87_ASCII, { mti: '0800', stan: '000001' })).toBe(
      answerKeyOf(ISO87_ASCII, { mti: '0810', stan: '000001', terminalId: 'HOST0001' }),
    ));
});
