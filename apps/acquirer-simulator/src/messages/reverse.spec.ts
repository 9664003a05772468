import { Book } from '../books/book.js';
import {
  authorizationRequest,
  captureAdvice,
  ORDER,
  partialReversal,
  refundAdvice,
  reversal,
  sale,
  send,
} from '../testing/samples.js';

describe('reverse', () => {
  it('undoes an authorization', () => {
    const { answer, entries } = send(new Book(), authorizationRequest(), reversal());
    expect(answer).toMatchObject({ mti: '0430', responseCode: '00', stan: '000044' });
    expect(entries).toMatchObject([{ kind: 'reversed', order: ORDER, stan: '000042', amount: 5426, capturedAmount: 0 }]);
  });

  it('undoes a sale with its capture', () =>
    expect(send(new Book(), sale(), reversal({ mti: '0200' })).entries).toMatchObject([
      { kind: 'reversed', mti: '0200', capturedAmount: 5426 },
    ]));

  it('answers a request (0400) with 0410', () =>
    expect(send(new Book(), authorizationRequest(), reversal({}, { mti: '0400' })).answer).toMatchObject({ mti: '0410' }));

  it('acknowledges a repeat (0421) and undoes nothing twice', () =>
    expect(send(new Book(), authorizationRequest(), reversal(), reversal({}, { mti: '0421' }))).toMatchObject({
      answer: { mti: '0430', responseCode: '00' },
      entries: [],
    }));

  it('acknowledges the reversal of what was declined', () => {
    const declined = { pan: '4000000000000002' };
    expect(send(new Book(), authorizationRequest(declined), reversal(declined))).toMatchObject({
      answer: { responseCode: '00' },
      entries: [],
    });
  });

  it('keeps the reversal of what it does not know, once', () => {
    const book = new Book();
    const { answer, entries } = send(book, reversal());
    expect(answer).toMatchObject({ responseCode: '25' });
    expect(entries).toMatchObject([{ kind: 'reversal_kept', mti: '0100', stan: '000042' }]);
    expect(send(book, reversal())).toMatchObject({ answer: { responseCode: '25' }, entries: [] });
  });

  it.each([
    ['another time', { transmissionTime: '1123195201' }],
    ['another STAN', { stan: '000041' }],
    ['another retrieval reference number', { rrn: '632700000041' }],
    ['another type', { mti: '0200' }],
  ])('leaves alone what differs by %s', (_what, original) =>
    expect(send(new Book(), authorizationRequest(), reversal(original)).answer).toMatchObject({ responseCode: '25' }),
  );

  it('gives back a part of what is held, and leaves what stays', () => {
    const book = new Book();
    expect(send(book, authorizationRequest(), partialReversal(2000n))).toMatchObject({
      answer: { responseCode: '00' },
      entries: [{ kind: 'voided', order: ORDER, amount: 3426, rrn: '632700000042' }],
    });
    expect(send(book, captureAdvice({ amount: '000000002001' })).answer).toMatchObject({ responseCode: '13' });
    expect(send(book, captureAdvice({ amount: '000000002000' })).answer).toMatchObject({ responseCode: '00' });
  });

  it('gives back the rest after captures, once', () => {
    const book = new Book();
    const capture = captureAdvice({ amount: '000000005000' });
    expect(send(book, authorizationRequest(), capture, partialReversal(5000n)).entries).toMatchObject([
      { kind: 'voided', amount: 426 },
    ]);
    expect(send(book, partialReversal(5000n, { mti: '0421' }))).toMatchObject({ answer: { responseCode: '00' }, entries: [] });
  });

  it.each([
    ['less than was captured', partialReversal(4999n), '13'],
    ['more than is held', partialReversal(5427n), '13'],
    ['an amount that is none', partialReversal(1n, { replacementAmounts: 'x' }), '30'],
  ])('refuses a part that leaves %s', (_what, part, responseCode) =>
    expect(send(new Book(), authorizationRequest(), captureAdvice({ amount: '000000005000' }), part)).toMatchObject({
      answer: { responseCode },
      entries: [],
    }),
  );

  it('knows no part of what it does not know, and keeps nothing', () =>
    expect(send(new Book(), partialReversal(5000n))).toMatchObject({ answer: { responseCode: '25' }, entries: [] }));

  it('refuses to undo what was refunded', () =>
    expect(send(new Book(), sale(), refundAdvice({ amount: '000000000100' }), reversal({ mti: '0200' }))).toMatchObject({
      answer: { responseCode: '12' },
      entries: [],
    }));
});
