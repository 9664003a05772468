import type { AdviceId, BookEntry, Decided, Totals, TransactionId } from './journal-entry.js';

export type Transaction = {
  readonly decided: Decided;
  readonly capturedAmount: number;
  readonly voidedAmount: number;
  readonly refundedAmount: number;
  readonly isReversed: boolean;
};
type AdviceKind = 'captured' | 'voided' | 'refunded';
type CountedOnce = AdviceKind | 'credited';
export type Reconciliation = Totals & { readonly stan: string };

const NOTHING = { capturedAmount: 0, voidedAmount: 0, refundedAmount: 0, isReversed: false };
const NO_TOTALS: Totals = { debitCount: 0, debitAmount: 0, creditCount: 0, creditAmount: 0 };

/** Everything the acquirer knows: the fold of its journal, kept in maps that change in place, since a bench leaves hundreds of
 *  thousands of transactions in it. Decisions only read it; `record` is its only change, at run time and at reload alike. */
export class Book {
  private readonly transactions = new Map<string, Transaction>();
  private readonly keyByRrn = new Map<string, string>();
  private readonly advices = new Set<string>();
  private readonly keptReversals = new Set<string>();
  private readonly openBatches = new Map<string, Totals>();
  private readonly closedBatches = new Map<string, Reconciliation>();

  find(id: TransactionId): Transaction | undefined {
    return this.transactions.get(keyOf(id));
  }

  /** The approved transaction with this retrieval reference number, whichever terminal speaks of it. */
  findApproved(rrn: string): Transaction | undefined {
    return this.transactions.get(this.keyByRrn.get(rrn) ?? '');
  }

  /** Whether this advice was counted already: a repeat of it changes nothing. */
  hasAdvice(kind: CountedOnce, advice: AdviceId): boolean {
    return this.advices.has(adviceKeyOf(kind, advice));
  }

  hasKeptReversal(id: TransactionId): boolean {
    return this.keptReversals.has(keyOf(id));
  }

  openBatch(terminal: string, currency: string): Totals {
    return this.openBatches.get(`${terminal}|${currency}`) ?? NO_TOTALS;
  }

  /** The last batch that was closed, so that a repeated 0500 gets its answer again. */
  closedBatch(terminal: string, currency: string): Reconciliation | undefined {
    return this.closedBatches.get(`${terminal}|${currency}`);
  }

  record(entry: BookEntry): void {
    switch (entry.kind) {
      case 'approved':
      case 'declined':
        if (entry.kind === 'approved') this.keyByRrn.set(entry.rrn, keyOf(entry));
        this.transactions.set(keyOf(entry), { decided: entry, ...NOTHING });
        break;
      case 'captured':
      case 'voided':
      case 'refunded':
        this.recordAdvice(entry);
        break;
      case 'credited':
        this.advices.add(adviceKeyOf(entry.kind, entry));
        this.count(entry, { ...NO_TOTALS, creditCount: 1, creditAmount: entry.amount });
        break;
      case 'reversed':
        this.change(keyOf(entry), () => ({ isReversed: true }));
        if (entry.capturedAmount > 0) this.count(entry, { ...NO_TOTALS, creditCount: 1, creditAmount: entry.capturedAmount });
        break;
      case 'reversal_kept':
        this.keptReversals.add(keyOf(entry));
        break;
      case 'reconciled':
        this.openBatches.delete(`${entry.terminal}|${entry.currency}`);
        this.closedBatches.set(`${entry.terminal}|${entry.currency}`, entry);
        break;
    }
  }

  private recordAdvice(entry: Extract<BookEntry, { kind: AdviceKind }>): void {
    const { amount } = entry;
    this.advices.add(adviceKeyOf(entry.kind, entry));
    this.change(this.keyByRrn.get(entry.rrn), (transaction) => ({
      [AMOUNT_OF[entry.kind]]: transaction[AMOUNT_OF[entry.kind]] + amount,
    }));
    if (entry.kind === 'captured') this.count(entry, { ...NO_TOTALS, debitCount: 1, debitAmount: amount });
    if (entry.kind === 'refunded') this.count(entry, { ...NO_TOTALS, creditCount: 1, creditAmount: amount });
  }

  private change(key: string | undefined, change: (transaction: Transaction) => Partial<Transaction>): void {
    const transaction = key === undefined ? undefined : this.transactions.get(key);
    if (key === undefined || transaction === undefined) throw new Error('the journal changes a transaction it never approved');
    this.transactions.set(key, { ...transaction, ...change(transaction) });
  }

  private count(at: { readonly terminal: string; readonly currency: string }, more: Totals): void {
    const totals = this.openBatch(at.terminal, at.currency);
    this.openBatches.set(`${at.terminal}|${at.currency}`, {
      debitCount: totals.debitCount + more.debitCount,
      debitAmount: totals.debitAmount + more.debitAmount,
      creditCount: totals.creditCount + more.creditCount,
      creditAmount: totals.creditAmount + more.creditAmount,
    });
  }
}

const keyOf = (id: TransactionId): string => `${id.mti}|${id.terminal}|${id.stan}|${id.rrn}|${id.sent}`;

const AMOUNT_OF = { captured: 'capturedAmount', voided: 'voidedAmount', refunded: 'refundedAmount' } as const;

const adviceKeyOf = (kind: CountedOnce, { terminal, stan, rrn, sent }: AdviceId): string =>
  `${kind}|${terminal}|${stan}|${rrn}|${sent}`;
