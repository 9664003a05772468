import { Book } from '../books/book.js';
import { authorizationRequest, captureAdvice, finalCapture, ORDER, reversal, sale, send } from '../testing/samples.js';

describe('capture', () => {
  it('takes the authorized amount', () => {
    const { answer, entries } = send(new Book(), authorizationRequest(), captureAdvice());
    expect(answer).toMatchObject({ mti: '0230', responseCode: '00', stan: '000043' });
    expect(entries).toMatchObject([{ kind: 'captured', rrn: '632700000042', order: ORDER, amount: 5426 }]);
  });

  it('takes a part, also through another terminal', () => {
    const advice = captureAdvice({ amount: '000000000100', terminalId: 'TG000002' });
    expect(send(new Book(), authorizationRequest(), advice).entries).toMatchObject([{ kind: 'captured', amount: 100 }]);
  });

  it('I3: acknowledges the same advice again and counts it once', () => {
    const { answer, entries } = send(new Book(), authorizationRequest(), captureAdvice(), captureAdvice({ mti: '0221' }));
    expect(answer).toMatchObject({ mti: '0230', responseCode: '00' });
    expect(entries).toEqual([]);
  });

  it('takes several parts, and no more than was authorized', () => {
    const parts = ['000000005000', '000000000426', '000000000001'].map((amount, index) =>
      captureAdvice({ amount, stan: `00007${index}` }),
    );
    const book = new Book();
    expect(send(book, authorizationRequest(), ...parts.slice(0, 2)).entries).toMatchObject([{ kind: 'captured', amount: 426 }]);
    expect(send(book, ...parts.slice(2))).toMatchObject({ answer: { responseCode: '13' }, entries: [] });
  });

  it('gives back what a final capture leaves, so that nothing more is taken', () => {
    const book = new Book();
    expect(send(book, authorizationRequest(), finalCapture({ amount: '000000005000' })).entries).toMatchObject([
      { kind: 'captured', amount: 5000 },
      { kind: 'voided', amount: 426, order: ORDER },
    ]);
    expect(send(book, captureAdvice({ amount: '000000000001', stan: '000077' })).answer).toMatchObject({ responseCode: '13' });
  });

  it('gives back nothing after a final capture of all', () =>
    expect(send(new Book(), authorizationRequest(), finalCapture()).entries).toMatchObject([{ kind: 'captured', amount: 5426 }]));

  it('I3: takes nothing more of a sale', () =>
    expect(send(new Book(), sale(), captureAdvice())).toMatchObject({ answer: { responseCode: '13' }, entries: [] }));

  it.each([
    ['4000000001000092', '25'],
    ['4000000001000100', '51'],
  ])('M1: refuses every capture of the card %s with %s', (pan, responseCode) =>
    expect(send(new Book(), authorizationRequest({ pan }), captureAdvice())).toMatchObject({
      answer: { responseCode },
      entries: [],
    }),
  );

  it('A9: acts on the first advice of the silent card, and answers its repeat', () => {
    const book = new Book();
    const first = send(book, authorizationRequest({ pan: '4000000001000191' }), captureAdvice());
    expect(first).toMatchObject({ delivery: 'never', entries: [{ kind: 'captured' }] });
    expect(send(book, captureAdvice({ mti: '0221' }))).toMatchObject({
      delivery: 'now',
      entries: [],
      answer: { responseCode: '00' },
    });
  });

  it.each([
    ['more than authorized', captureAdvice({ amount: '000000005427' }), '13'],
    ['another currency', captureAdvice({ currency: '978' }), '13'],
    ['an authorization it does not know', captureAdvice({ rrn: '632700000099' }), '25'],
    ['an authorization by the wrong code', captureAdvice({ authorizationCode: 'WRONG1' }), '25'],
  ])('refuses %s', (_what, advice, responseCode) =>
    expect(send(new Book(), authorizationRequest(), advice)).toMatchObject({ answer: { responseCode }, entries: [] }),
  );

  it('refuses a reversed authorization', () =>
    expect(send(new Book(), authorizationRequest(), reversal(), captureAdvice())).toMatchObject({
      answer: { responseCode: '12' },
      entries: [],
    }));
});
