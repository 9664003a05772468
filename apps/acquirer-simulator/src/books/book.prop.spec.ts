import type { Message } from '@tollgate/iso8583';
import fc from 'fast-check';
import {
  authorizationRequest,
  captureAdvice,
  finalCapture,
  partialReversal,
  refundAdvice,
  reversal,
  send,
} from '../testing/samples.js';
import { Book } from './book.js';
import type { BookEntry } from './journal-entry.js';

/** Few transactions and many messages about them, so that they meet in every order. */
const anyMessage: fc.Arbitrary<Message> = fc
  .record({
    number: fc.integer({ min: 1, max: 3 }),
    what: fc.constantFrom(
      'authorize',
      'sell',
      'capture',
      'captureFinally',
      'refund',
      'refundSale',
      'voidRest',
      'reverse',
      'reverseSale',
    ),
    advice: fc.integer({ min: 1, max: 4 }).map((each) => `00010${each}`),
    amount: fc.constantFrom('000000005426', '000000000100'),
    pan: fc.constantFrom('4111111111111111', '4000000000000002'),
  })
  .map(({ number, what, advice, amount, pan }) => {
    const names = { stan: `00000${number}`, rrn: `63270000000${number}` };
    switch (what) {
      case 'authorize':
        return authorizationRequest({ ...names, pan });
      case 'sell':
        return authorizationRequest({ ...names, pan, mti: '0200', rrn: `63270000010${number}` });
      case 'capture':
        return captureAdvice({ amount, stan: advice, rrn: names.rrn });
      case 'captureFinally':
        return finalCapture({ amount, stan: advice, rrn: names.rrn });
      case 'refund':
        return refundAdvice({ amount, stan: advice, rrn: names.rrn });
      case 'refundSale':
        return refundAdvice({ amount, stan: advice, rrn: `63270000010${number}` });
      case 'voidRest':
        return partialReversal(BigInt(amount), {
          ...reversal(names),
          replacementAmounts: partialReversal(BigInt(amount)).replacementAmounts,
        });
      case 'reverse':
        return reversal(names);
      default:
        return reversal({ ...names, mti: '0200', rrn: `63270000010${number}` });
    }
  });

const sumOf = (entries: readonly BookEntry[], rrn: string, kind: BookEntry['kind']): { count: number; amount: number } => {
  const found = entries.filter((entry) => entry.kind === kind && 'rrn' in entry && entry.rrn === rrn);
  return { count: found.length, amount: found.reduce((sum, entry) => sum + ('amount' in entry ? entry.amount : 0), 0) };
};

const run = (messages: readonly Message[], book: Book): BookEntry[] =>
  messages.flatMap((message) => [...send(book, message).entries]);

describe('the books', () => {
  it('I3: hold at most one authorization, take no more than was held, and give back no more than was taken, whatever comes in whatever order', () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 40 }), (messages) => {
        const entries = run(messages, new Book());
        for (const rrn of new Set(messages.map((message) => message.rrn ?? ''))) {
          const approved = sumOf(entries, rrn, 'approved');
          expect(approved.count).toBeLessThanOrEqual(1);
          expect(sumOf(entries, rrn, 'reversed').count).toBeLessThanOrEqual(approved.count);
          const captured = sumOf(entries, rrn, 'captured').amount;
          expect(captured + sumOf(entries, rrn, 'voided').amount).toBeLessThanOrEqual(approved.amount);
          expect(sumOf(entries, rrn, 'refunded').amount).toBeLessThanOrEqual(captured);
        }
      }),
    );
  });

  it('answer the same after they were read again from their entries', () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 20 }), anyMessage, (messages, next) => {
        const book = new Book();
        const reloaded = new Book();
        for (const entry of run(messages, book)) reloaded.record(JSON.parse(JSON.stringify(entry)));
        expect(send(reloaded, next).answer).toEqual(send(book, next).answer);
      }),
    );
  });
});
