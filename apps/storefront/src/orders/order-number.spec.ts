import { orderNumber, typedNumber, typedOrderId } from './order-number.js';

const number = orderNumber(Uint8Array.from({ length: 12 }, (_, index) => index * 19));

describe('an order number', () => {
  it('is read in groups of four', () => expect(number).toMatch(/^S(-[0-9A-HJKMNP-TV-Z]{4}){3}$/));

  it.each([number, number.toLowerCase(), number.replaceAll('-', ' '), number.slice(2), `  ${number}\n`])(
    'is found as "%s"',
    (text) => expect(typedNumber(text)).toBe(number),
  );

  it('is found where a zero was read as a letter', () => expect(typedNumber('S-OOOO-IIII-LLLL')).toBe('S-0000-1111-1111'));

  it.each(['', 'S-1234', 'ord_01890a5dac96774bbcceb302099a8057', number.repeat(2)])('is not "%s"', (text) =>
    expect(typedNumber(text)).toBeUndefined(),
  );

  it('is the gateway’s, too, as the receipt shows it', () => {
    const id = 'ord_01890a5dac96774bbcceb302099a8057';
    expect([id, ` ${id}\n`, id.toUpperCase(), number, `${id}/refunds`, ''].map(typedOrderId)).toEqual([
      id,
      id,
      id,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
