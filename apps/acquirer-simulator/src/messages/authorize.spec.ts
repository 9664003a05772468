import { Book } from '../books/book.js';
import { authorizationRequest, captureAdvice, ORDER, reversal, sale, send } from '../testing/samples.js';

describe('authorize', () => {
  it('approves, with a code and the verification results, and echoes what the answer is matched by', () => {
    const { answer, entries, delivery } = send(new Book(), authorizationRequest());
    expect(answer).toMatchObject({
      mti: '0110',
      responseCode: '00',
      authorizationCode: expect.stringMatching(/^\d{6}$/),
      additionalResponse: 'YM',
      stan: '000042',
      rrn: '632700000042',
      terminalId: 'TG000001',
      transmissionTime: '1123195200',
      merchantReference: ORDER,
    });
    expect(answer.pan).toBeUndefined();
    expect(answer.privateData).toBeUndefined();
    expect(delivery).toBe('now');
    expect(entries).toMatchObject([{ kind: 'approved', order: ORDER, amount: 5426, currency: '840', last4: '1111' }]);
  });

  it('captures a sale at once', () => {
    const { answer, entries } = send(new Book(), sale());
    expect(answer).toMatchObject({ mti: '0210', responseCode: '00' });
    expect(entries.map((entry) => entry.kind)).toEqual(['approved', 'captured']);
  });

  it('I3: gives the same message the same answer and no second authorization', () => {
    const book = new Book();
    const first = send(book, authorizationRequest());
    const again = send(book, authorizationRequest());
    expect(again.answer).toEqual(first.answer);
    expect(again.entries).toEqual([]);
  });

  it('knows a repeat (0101) for the message it repeats', () => {
    const book = new Book();
    const first = send(book, authorizationRequest());
    const repeat = send(book, authorizationRequest({ mti: '0101' }));
    expect(repeat).toMatchObject({ entries: [], answer: { mti: '0110', authorizationCode: first.answer.authorizationCode } });
  });

  it('takes the same STAN at another time for another transaction', () => {
    const later = authorizationRequest({ transmissionTime: '1124000000', rrn: '632800000042' });
    expect(send(new Book(), authorizationRequest(), later).entries).toMatchObject([{ kind: 'approved' }]);
  });

  it('I4: declines what was reversed before it came', () => {
    const { answer, entries } = send(new Book(), reversal(), authorizationRequest());
    expect(answer).toMatchObject({ responseCode: '12' });
    expect(answer.authorizationCode).toBeUndefined();
    expect(entries).toMatchObject([{ kind: 'declined', response: '12' }]);
  });

  it.each([
    ['a card in no shape', { pan: '4111111111111112' }, '14'],
    ['a refund', { processingCode: '200000' }, '12'],
    ['no money', { amount: '000000000000' }, '13'],
    ['a message without an order', { merchantReference: undefined }, '30'],
    ['a message without a PAN', { pan: undefined }, '30'],
  ])('declines %s', (_what, change, responseCode) => {
    const book = new Book();
    expect(send(book, authorizationRequest(change)).answer).toMatchObject({ responseCode });
    expect(send(book, captureAdvice()).answer).toMatchObject({ responseCode: '25' });
  });
});
