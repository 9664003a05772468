import { Book } from '../books/book.js';
import { authorizationRequest, captureAdvice, ORDER, refundAdvice, reversal, sale, send } from '../testing/samples.js';

describe('refund', () => {
  it('gives back what was captured', () => {
    const { answer, entries } = send(new Book(), sale(), refundAdvice());
    expect(answer).toMatchObject({ mti: '0230', responseCode: '00', stan: '000045' });
    expect(entries).toMatchObject([{ kind: 'refunded', order: ORDER, amount: 5426, rrn: '632700000042' }]);
  });

  it('M3: gives back in parts, and never more than was captured', () => {
    const book = new Book();
    const capture = captureAdvice({ amount: '000000001000' });
    const part = (amount: string, stan: string) => refundAdvice({ amount, stan });
    expect(send(book, authorizationRequest(), capture, part('000000000600', '000061')).answer).toMatchObject({
      responseCode: '00',
    });
    expect(send(book, part('000000000401', '000062'))).toMatchObject({ answer: { responseCode: '13' }, entries: [] });
    expect(send(book, part('000000000400', '000063')).answer).toMatchObject({ responseCode: '00' });
  });

  it('acknowledges the same advice again and counts it once', () =>
    expect(send(new Book(), sale(), refundAdvice(), refundAdvice({ mti: '0221' }))).toMatchObject({
      answer: { responseCode: '00' },
      entries: [],
    }));

  it.each([
    ['what was only authorized', authorizationRequest(), refundAdvice(), '13'],
    ['nothing', sale(), refundAdvice({ amount: '000000000000' }), '13'],
    ['another currency', sale(), refundAdvice({ currency: '978' }), '13'],
    ['what it does not know', sale(), refundAdvice({ rrn: '632700000099' }), '25'],
    ['by the wrong authorization code', sale(), refundAdvice({ authorizationCode: 'WRONG1' }), '25'],
    ['the card that refuses', sale({ pan: '4000000001000118' }), refundAdvice(), '51'],
    ['a message without an amount', sale(), refundAdvice({ amount: undefined }), '30'],
  ])('refuses %s', (_what, first, ...[advice, responseCode]) =>
    expect(send(new Book(), first, advice)).toMatchObject({ answer: { responseCode }, entries: [] }),
  );

  it('refuses what was reversed', () =>
    expect(send(new Book(), sale(), reversal({ mti: '0200' }), refundAdvice()).answer).toMatchObject({ responseCode: '12' }));
});
