import { Book } from '../books/book.js';
import { reconciliation, reversal, sale, send } from '../testing/samples.js';

const second = sale({ stan: '000052', rrn: '632700000052', amount: '000000001000' });

describe('reconcile', () => {
  it('closes a batch that is in balance and starts the next one empty', () => {
    const book = new Book();
    const { answer, entries } = send(book, sale(), second, reconciliation(2n, 6426n));
    expect(answer).toMatchObject({ mti: '0510', settlementCode: '1', debitCount: '0000000002', debitAmount: '0000000000006426' });
    expect(entries).toMatchObject([{ kind: 'reconciled', terminal: 'TG000001', debitCount: 2, debitAmount: 6426 }]);
    expect(send(book, reconciliation(0n, 0n, { stan: '000100' })).answer).toMatchObject({ settlementCode: '1' });
  });

  it('tells its own totals when they differ, and leaves the batch open', () => {
    const { answer, entries } = send(new Book(), sale(), reconciliation(1n, 5000n));
    expect(answer).toMatchObject({ settlementCode: '2', debitCount: '0000000001', debitAmount: '0000000000005426' });
    expect(entries).toEqual([]);
  });

  it('counts an undone capture as a credit', () =>
    expect(send(new Book(), sale(), reversal({ mti: '0200' }), reconciliation(1n, 5426n)).answer).toMatchObject({
      settlementCode: '2',
      creditCount: '0000000001',
      creditAmount: '0000000000005426',
    }));

  it('gives a repeated message its answer again', () => {
    const repeat = reconciliation(1n, 5426n, { mti: '0501' });
    expect(send(new Book(), sale(), reconciliation(1n, 5426n), repeat)).toMatchObject({
      answer: { mti: '0510', settlementCode: '1', debitCount: '0000000001' },
      entries: [],
    });
  });

  it('keeps currencies apart', () =>
    expect(send(new Book(), sale(), reconciliation(0n, 0n, { currency: '978' })).answer).toMatchObject({ settlementCode: '1' }));
});
