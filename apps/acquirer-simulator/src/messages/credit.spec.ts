import { Book } from '../books/book.js';
import { creditAdvice, ORDER, reconciliation, refundAdvice, sale, send } from '../testing/samples.js';

describe('credit', () => {
  it('gives money to a card, without a transaction before it', () => {
    const { answer, entries } = send(new Book(), creditAdvice());
    expect(answer).toMatchObject({ mti: '0230', responseCode: '00', stan: '000046' });
    expect(answer.pan).toBeUndefined();
    expect(entries).toMatchObject([{ kind: 'credited', order: ORDER, amount: 5426, last4: '1111', rrn: '632700000046' }]);
  });

  it('I3: acknowledges the same message again and counts it once, read again from the journal, too', () => {
    const book = new Book();
    for (const entry of send(new Book(), creditAdvice()).entries) book.record(JSON.parse(JSON.stringify(entry)));
    expect(send(book, creditAdvice({ mti: '0221' }))).toMatchObject({ answer: { responseCode: '00' }, entries: [] });
  });

  it('gives another one where the next message says so', () => {
    const again = creditAdvice({ stan: '000047', rrn: '632700000047' });
    expect(send(new Book(), creditAdvice(), again).entries).toMatchObject([{ kind: 'credited' }]);
  });

  it.each([
    ['a card in no shape', { pan: '4111111111111112' }, '14'],
    ['nothing', { amount: '000000000000' }, '13'],
    ['a card that declines', { pan: '4000000000000002' }, '05'],
    ['a card that refuses refunds', { pan: '4000000001000118' }, '51'],
    ['a message without an amount', { amount: undefined }, '30'],
    ['a message without an order', { merchantReference: undefined }, '30'],
  ])('refuses %s', (_what, change, responseCode) =>
    expect(send(new Book(), creditAdvice(change))).toMatchObject({ answer: { responseCode }, entries: [] }),
  );

  it('acts on the first message to the silent card, and answers its repeat', () => {
    const book = new Book();
    const silent = creditAdvice({ pan: '4000000001000191' });
    expect(send(book, silent)).toMatchObject({ delivery: 'never', entries: [{ kind: 'credited' }] });
    expect(send(book, { ...silent, mti: '0221' })).toMatchObject({
      delivery: 'now',
      answer: { responseCode: '00' },
      entries: [],
    });
  });

  it('takes nothing of what a sale can give back, and is in the terminal’s totals', () => {
    const book = new Book();
    send(book, sale(), creditAdvice());
    expect(send(book, refundAdvice()).answer).toMatchObject({ responseCode: '00' });
    const totals = { creditCount: '0000000002', creditAmount: '0000000000010852' };
    expect(send(book, reconciliation(1n, 5426n, totals)).answer).toMatchObject({ settlementCode: '1' });
  });
});
