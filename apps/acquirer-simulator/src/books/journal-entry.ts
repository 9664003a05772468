/** A request for money as the acquirer knows it ever after. Five of these together name one message: a repeat has them all alike. */
export type TransactionId = {
  /** 0100 or 0200: a repeat (0101, 0201) is the same transaction. */
  readonly mti: string;
  readonly terminal: string;
  readonly stan: string;
  readonly rrn: string;
  /** MMDDhhmmss, DE 7. */
  readonly sent: string;
};

/** Minor units, and the currency as ISO 4217 numbers it. The order is the merchant's reference, DE 62. */
export type Sum = { readonly order: string; readonly amount: number; readonly currency: string };

export type Decided = TransactionId &
  Sum & {
    readonly last4: string;
    readonly response: string;
    readonly code?: string | undefined;
    readonly avs?: string | undefined;
    readonly cvc?: string | undefined;
    /** The test card's, where it does something else than approve. */
    readonly behavior?: string | undefined;
  };

/** An advice about the transaction that its RRN names: its own terminal, STAN and time name the advice. */
export type AdviceId = {
  readonly terminal: string;
  readonly stan: string;
  readonly rrn: string;
  readonly sent?: string | undefined;
};

export type Totals = {
  readonly debitCount: number;
  readonly debitAmount: number;
  readonly creditCount: number;
  readonly creditAmount: number;
};

/** What changed in the acquirer's books, one journal line each. An order's live authorizations are its `approved` less its
 *  `reversed`; of one, `amount` less all that was `voided` is held, and `captured` less `refunded` is taken. A `reversed` undoes its
 *  whole transaction, what was captured of it included. A `credited` is of no transaction: money that
 *  was given to a card. A `reversal_kept` undid nothing yet: should its original still come, it will
 *  be declined. */
export type BookEntry =
  | ({ readonly kind: 'approved' | 'declined' } & Decided)
  | ({ readonly kind: 'captured' | 'voided' | 'refunded' } & AdviceId & Sum)
  | ({ readonly kind: 'credited'; readonly last4: string } & AdviceId & Sum)
  | ({ readonly kind: 'reversed'; readonly capturedAmount: number } & TransactionId & Sum)
  | ({ readonly kind: 'reversal_kept' } & TransactionId)
  | ({ readonly kind: 'reconciled'; readonly terminal: string; readonly stan: string; readonly currency: string } & Totals);

/** What came and went on a link; read by auditors, not by the acquirer. Neither PAN nor CVC. */
export type TrafficEntry = {
  readonly kind: 'received' | 'answered';
  readonly mti: string;
  readonly terminal?: string | undefined;
  readonly stan?: string | undefined;
  readonly rrn?: string | undefined;
  readonly sent?: string | undefined;
  readonly order?: string | undefined;
  /** DE 3: 20 begins a refund. */
  readonly processing?: string | undefined;
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
  /** DE 70 */
  readonly management?: string | undefined;
  readonly last4?: string | undefined;
  /** DE 90 of a reversal: type, STAN and time of what it undoes. */
  readonly original?: string | undefined;
  readonly response?: string | undefined;
  readonly code?: string | undefined;
};

export type JournalEntry = BookEntry | TrafficEntry;
