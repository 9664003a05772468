import { formatVerificationResults, parseVerificationResults } from './additional-response.js';
import { messageTimes } from './message-times.js';
import { numeric } from './numeric.js';
import { formatOriginalData, parseOriginalData } from './original-data.js';
import { formatPrivateData, parsePrivateData } from './private-data.js';

describe('DE 48, private data', () => {
  const data = { addressDigits: '1', postalCode: '12207', cvc: '123' };

  it('carries address digits, postal code and CVC as subelements', () => {
    expect(formatPrivateData(data)).toBe('01011' + '020512207' + '9203123');
    expect(parsePrivateData('01011' + '020512207' + '9203123')).toEqual(data);
  });
  it('is left out when there is nothing to check', () => expect(formatPrivateData({})).toBeUndefined());
  it("passes over another party's subelements", () => expect(parsePrivateData('7702xx9203123')).toEqual({ cvc: '123' }));
  it.each(['0', '01', '0109x', 'xx03123'])('refuses %p', (text) => expect(() => parsePrivateData(text)).toThrow('DE 48'));
  it('S18: never shows the CVC it refuses', () =>
    expect(() => parsePrivateData('9204123')).toThrow(expect.objectContaining({ message: 'DE 48 at offset 7: truncated' })));
});

describe('DE 44, verification results', () => {
  it('carries the AVS letter, then the CVC letter', () => {
    expect(formatVerificationResults({ avs: 'Y', cvc: 'M' })).toBe('YM');
    expect(parseVerificationResults('YM')).toEqual({ avs: 'Y', cvc: 'M' });
  });
  it('leaves a space where the issuer said nothing', () => {
    expect(formatVerificationResults({ cvc: 'N' })).toBe(' N');
    expect(parseVerificationResults(' N')).toEqual({ avs: undefined, cvc: 'N' });
    expect(parseVerificationResults(undefined)).toEqual({ avs: undefined, cvc: undefined });
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
});
