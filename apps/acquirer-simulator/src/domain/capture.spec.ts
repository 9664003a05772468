import { Book } from './book.js';
import { authorizationRequest, captureAdvice, ORDER, reversal, sale, send } from './testing/samples.js';

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

  it.each([
    ['the same advice again', captureAdvice({ mti: '0221' })],
    ['another advice for it', captureAdvice({ stan: '000077' })],
  ])('I3: acknowledges %s and counts it once', (_what, repeat) => {
    const { answer, entries } = send(new Book(), authorizationRequest(), captureAdvice(), repeat);
    expect(answer).toMatchObject({ mti: '0230', responseCode: '00' });
    expect(entries).toEqual([]);
  });

  it('I3: counts no advice for a sale', () => expect(send(new Book(), sale(), captureAdvice()).entries).toEqual([]));

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
