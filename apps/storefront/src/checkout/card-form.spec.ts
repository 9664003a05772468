import { readCard } from './card-form.js';

const good = { number: '4111 1111 1111 1111', expiry: '12/30', cvc: '123' };

describe('P3: the form of a card', () => {
  it('takes a number with its blanks', () =>
    expect(readCard(good)).toEqual({ card: { number: '4111111111111111', expiryMonth: 12, expiryYear: 2030, cvc: '123' } }));

  it('cuts no card of 19 digits', () =>
    expect(readCard({ ...good, number: '6304-0000 0000 0000 008' })).toMatchObject({ card: { number: '6304000000000000008' } }));

  it.each(['1/30', '01/30', '1/2030', '01 / 30', '01-2030', '0130', '012030', '1.30'])('takes "%s" for January 2030', (expiry) =>
    expect(readCard({ ...good, expiry })).toMatchObject({ card: { expiryMonth: 1, expiryYear: 2030 } }),
  );

  it.each([
    ['number', { ...good, number: '4111' }],
    ['number', { ...good, number: 'four' }],
    ['expiry', { ...good, expiry: '13/30' }],
    ['expiry', { ...good, expiry: '2030' }],
    ['expiry', { ...good, expiry: '' }],
    ['cvc', { ...good, cvc: '12' }],
  ])('finds the %s at fault', (name, fields) => expect(readCard(fields)).toEqual({ errors: { [name]: `error.${name}` } }));
});
