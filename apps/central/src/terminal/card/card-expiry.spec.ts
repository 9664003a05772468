import { expiryFault, formatExpiry, parseExpiry } from './card-expiry.js';

const january = { expiryMonth: 1, expiryYear: 2030 };
const december = { expiryMonth: 12, expiryYear: 2030 };

describe('the end of a card that is typed in', () => {
  it.each([
    ['1/30', january],
    ['01/30', january],
    ['1 / 30', january],
    ['01-30', january],
    ['130', january],
    ['0130', january],
    ['1/2030', january],
    ['012030', january],
    ['12/2030', december],
    ['12/30', december],
    ['1230', december],
    ['１２／３０', december],
  ])('%s is understood', (typed, expiry) => expect(parseExpiry(typed)).toEqual(expiry));

  it.each(['', '1', '13/30', '0/30', '00/30', '1/3', '1/203', 'x/30', '12/30/1'])('%s is none', (typed) =>
    expect(parseExpiry(typed)).toBeUndefined(),
  );

  it('is shown as on the card', () => expect(formatExpiry(january)).toBe('01/30'));

  it('is over when its month has ended everywhere on earth', () => {
    expect(expiryFault(january, new Date('2030-02-01T11:59:59Z'))).toBeUndefined();
    expect(expiryFault(january, new Date('2030-02-01T12:00:00Z'))).toBe('card_expired');
  });

  it('is no year further ahead than any card', () =>
    expect(expiryFault({ expiryMonth: 1, expiryYear: 2099 }, new Date('2026-11-27T00:00:00Z'))).toBe('invalid_expiry_year'));
});
