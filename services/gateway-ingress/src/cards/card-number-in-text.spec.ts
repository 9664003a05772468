import { hasCardNumber, namesCard, placesOfAnyCard, placesOfCard } from './card-number-in-text.js';

const pan = '4477338944273796';

describe('O6: a card number in a text', () => {
  it.each([
    ['in one piece', 'paid with 4477338944273796'],
    ['in groups', '4477 3389 4427 3796'],
    ['with hyphens', 'no. 4477-3389-4427-3796, thanks'],
    ['with dots', '4477.3389.4427.3796'],
    ['with slashes and blanks', '4477 / 3389 / 4427 / 3796'],
    ['with a blank that does not break', '4477\u00a03389\u00a04427\u00a03796'],
    ['digit by digit', '4 4 7 7 3 3 8 9 4 4 2 7 3 7 9 6'],
    ['with invisible signs between', '4477\u200b3389\u200b4427\u200b3796'],
    ['with soft hyphens', '4477\u00ad3389\u00ad4427\u00ad3796'],
    ['in full-width digits', '４４７７３３８９４４２７３７９６'],
    ['in Arabic digits', '٤٤٧٧٣٣٨٩٤٤٢٧٣٧٩٦'],
    ['in Devanagari digits', '४४७७ ३३८९ ४४२७ ३७९६'],
    ['in the digits of mathematics', '𝟒𝟒𝟕𝟕𝟑𝟑𝟖𝟗𝟒𝟒𝟐𝟕𝟑𝟕𝟗𝟔'],
    ['in circles', '④④⑦⑦③③⑧⑨④④②⑦③⑦⑨⑥'],
    ['with other numbers around it', 'card 1: 4477 3389 4427 3796 12/30 123'],
    ['with letters at its ends', 'PAN4477338944273796EXP'],
    ['of American Express', '3782 822463 10005'],
    ['of 13 digits', '4222222222222'],
    ['of 19 digits', '6304000000000000000'],
    ['of Maestro', '6759 6498 2643 8453'],
  ])('is found %s', (_, text) => expect(hasCardNumber(text)).toBe(true));

  it.each(['0-', '1 ', '0', 'a0', '0a-', '12345678-'])(
    'is looked for in a mebibyte of %j without holding up the others',
    (part) => {
      const sinceMs = performance.now();
      expect(hasCardNumber(part.repeat(2 ** 20 / part.length))).toBe(false);
      expect(performance.now() - sinceMs).toBeLessThan(20_000); // it was nine minutes
    },
  );

  it.each([
    ['a text without digits', 'leave it with the neighbor'],
    ['digits that fail the check', '4477338944273797'],
    ['a telephone number', '+49 151 1234 5678'],
    ['two telephone numbers', 'call 518-555-0100 or 212-555-0199'],
    ['a time in milliseconds', '1764115200000'],
    ['a book number', 'ISBN 978-0-306-40615-7'],
    ['a UUID', '01890a5d-ac96-4774-8cce-4111111111111111'.slice(0, 36)],
    ['a checksum', `sha256:${'4111111111111111'}abcdef${'0'.repeat(42)}`],
    ['a date and a time', '2026-11-26 12:00:00.000'],
    ['an order number', 'ORDER-2026-000017'],
    ['twenty digits', '44773389442737960000'],
  ])('is not seen in %s', (_, text) => expect(hasCardNumber(text)).toBe(false));
});

describe('O6: the number of the very card that pays', () => {
  it('is found whatever stands between its digits', () => {
    for (const text of [
      '4x4x7x7x3x3x8x9x4x4x2x7x3x7x9x6',
      '4477 and 3389 and 4427 and 3796',
      `00${pan}00`,
      '४४७७-3389-٤٤٢٧-3796',
    ])
      expect([text, namesCard(text, pan)]).toEqual([text, true]);
    expect(namesCard('4477 3389 4427', pan)).toBe(false);
  });

  it('is found at every depth and in keys, but in its own place', () => {
    const order = {
      payment: { card: { number: pan } },
      items: [{ description: `for ${pan}` }],
      metadata: { note: '4477 3389 4427 3796', [`k${pan}`]: 'x' },
      weight: Number(pan),
    };
    expect(placesOfCard(order, { pan, own: '/payment/card/number' })).toEqual([
      '/items/0/description',
      '/metadata/note',
      '/metadata',
      '/weight',
    ]);
  });

  it('any card is found at every depth and in keys, as text and as a number', () =>
    expect(
      placesOfAnyCard({
        shopName: pan,
        a: ['x', { 'b/c': Number(pan) }],
        limits: { [`k ${pan}`]: 1 },
        supportEmail: `${pan}@x.com`,
      }),
    ).toEqual(['/shopName', '/a/1/b~1c', '/limits', '/supportEmail']));
});
