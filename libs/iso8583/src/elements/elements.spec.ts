import { instantOf, messageTimes } from '../message-times.js';
import { formatVerificationResults, parseVerificationResults } from './additional-response.js';
import { numeric } from './numeric.js';
import { formatOriginalData, parseOriginalData } from './original-data.js';
import { formatPrivateData, parsePrivateData } from './private-data.js';
import { formatReplacementAmount, parseReplacementAmount } from './replacement-amounts.js';

describe('DE 48, private data', () => {
  const tags = { addressDigits: '01', postalCode: '02', cvc: '92' };
  const data = { addressDigits: '1', postalCode: '12207', cvc: '123' };

  it('carries address digits, postal code and CVC as subelements', () => {
    expect(formatPrivateData(data, tags)).toBe('01011' + '020512207' + '9203123');
    expect(parsePrivateData('01011' + '020512207' + '9203123', tags)).toEqual(data);
  });
  it('has the tags that the acquirer gives', () =>
    expect(formatPrivateData({ cvc: '123' }, { ...tags, cvc: '57' })).toBe('5703123'));
  it('is left out when there is nothing to check', () => expect(formatPrivateData({}, tags)).toBeUndefined());
  it("passes over another party's subelements", () => expect(parsePrivateData('7702xx9203123', tags)).toEqual({ cvc: '123' }));
  it.each(['0', '01', '0109x', 'xx03123'])('refuses %p', (text) => expect(() => parsePrivateData(text, tags)).toThrow('DE 48'));
  it('S18: never shows the CVC it refuses', () =>
    expect(() => parsePrivateData('9204123', tags)).toThrow(
      expect.objectContaining({ message: 'DE 48 at offset 7: truncated' }),
    ));
});

describe('DE 44, verification results', () => {
  const ours = { avs: 0, cvc: 1 };
  const visa = { avs: 1, cvc: 4 };

  it('carries the AVS letter, then the CVC letter', () => {
    expect(formatVerificationResults({ avs: 'Y', cvc: 'M' }, ours)).toBe('YM');
    expect(parseVerificationResults('YM', ours)).toEqual({ avs: 'Y', cvc: 'M' });
  });
  it('A12: is read where the acquirer has the letters', () => {
    expect(parseVerificationResults('5Y  M', visa)).toEqual({ avs: 'Y', cvc: 'M' });
    expect(formatVerificationResults({ avs: 'Y', cvc: 'M' }, visa)).toBe(' Y  M');
  });
  it('leaves a space where the issuer said nothing', () => {
    expect(formatVerificationResults({ cvc: 'N' }, ours)).toBe(' N');
    expect(parseVerificationResults(' N', ours)).toEqual({ avs: undefined, cvc: 'N' });
    expect(parseVerificationResults(undefined, ours)).toEqual({ avs: undefined, cvc: undefined });
    expect(parseVerificationResults('', visa)).toEqual({ avs: undefined, cvc: undefined });
  });
});

describe('DE 90, original data', () => {
  const original = { mti: '0100', stan: '000042', transmissionTime: '1123195200', acquirerId: '123456' };

  it('names the message a reversal undoes', () => {
    expect(formatOriginalData(original)).toBe(`010000004211231952000000012345600000000000`);
    expect(parseOriginalData(formatOriginalData(original))).toEqual(original);
  });
  it('refuses what names no message', () => expect(() => parseOriginalData('0100')).toThrow('DE 90'));
});

describe('DE 95, replacement amounts', () => {
  it('says what stays', () => {
    expect(formatReplacementAmount(2000n)).toBe(`000000002000${'0'.repeat(30)}`);
    expect(parseReplacementAmount(formatReplacementAmount(2000n))).toBe(2000n);
  });
  it('says that nothing stays when it is absent', () => expect(parseReplacementAmount(undefined)).toBe(0n));
  it('is no amount without twelve digits', () => expect(parseReplacementAmount('20')).toBeUndefined());
});

describe('numeric', () => {
  it('fills with zeros on the left', () => expect(numeric(5426n, 12)).toBe('000000005426'));
  it('refuses an amount it would have to cut', () => {
    expect(() => numeric(1_000_000_000_000n, 12)).toThrow(RangeError);
    expect(() => numeric(-1n, 12)).toThrow(RangeError);
  });
});

describe('messageTimes', () => {
  it('are UTC', () =>
    expect(messageTimes(new Date('2026-11-23T19:52:07.500Z'))).toEqual({
      transmissionTime: '1123195207',
      localTime: '195207',
      localDate: '1123',
    }));
  it('A13: have the local time of the acquirer', () =>
    expect(messageTimes(new Date('2026-07-31T22:30:00Z'), 'Europe/Zurich')).toEqual({
      transmissionTime: '0731223000',
      localTime: '003000',
      localDate: '0801',
    }));
});

describe('instantOf', () => {
  it.each([
    ['1123195207', '2026-11-26T00:00:00Z', '2026-11-23T19:52:07.000Z'],
    ['1231235959', '2027-01-01T00:00:05Z', '2026-12-31T23:59:59.000Z'],
    ['0101000001', '2026-12-31T23:59:59Z', '2027-01-01T00:00:01.000Z'],
  ])('%s seen at %s is %s', (time, now, expected) => expect(instantOf(time, new Date(now)).toISOString()).toBe(expected));
});
