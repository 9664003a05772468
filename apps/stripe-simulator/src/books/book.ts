import type { BookEntry, Declined, MethodCreated, Refunded, Timed } from './journal-entry.js';

export type IntentStatus = 'requires_payment_method' | 'requires_action' | 'requires_capture' | 'succeeded' | 'canceled';

/** A PaymentIntent with its charge inside. Amounts in Stripe's minor units. */
export interface Intent {
  readonly id: string;
  readonly order: string;
  readonly operation: string;
  readonly amount: number;
  readonly currency: string;
  readonly captureMethod: 'automatic' | 'manual';
  readonly status: IntentStatus;
  readonly amountCapturable: number;
  readonly amountReceived: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: string;
  readonly charge?: { readonly id: string; readonly method: string; readonly code: string; readonly hasMulticapture: boolean };
  readonly method?: string;
  readonly decline?: Declined;
  readonly canceled?: { readonly at: string; readonly reason: string | undefined };
}

/** All that the simulator knows: the fold of its journal. Decisions only read it; `record` is its only change, at run
 *  time and at reload alike. */
export class Book {
  private readonly methodById = new Map<string, MethodCreated>();
  private readonly intentById = new Map<string, Intent>();
  private readonly refundById = new Map<string, Timed<Refunded>>();

  method(id: string): MethodCreated | undefined {
    return this.methodById.get(id);
  }

  intent(id: string): Intent | undefined {
    return this.intentById.get(id);
  }

  refund(id: string): Timed<Refunded> | undefined {
    return this.refundById.get(id);
  }

  get intents(): readonly Intent[] {
    return [...this.intentById.values()];
  }

  /** Newest first, as the API lists them. */
  refundsOf(intent: string): readonly Timed<Refunded>[] {
    return [...this.refundById.values()].filter((refund) => refund.intent === intent).reverse();
  }

  refundedAmount(intent: string): number {
    return this.refundsOf(intent).reduce((sum, { amount }) => sum + amount, 0);
  }

  record(entry: Timed<BookEntry>): void {
    switch (entry.kind) {
      case 'method_created':
        this.methodById.set(entry.method, entry);
        break;
      case 'intent_created':
        this.intentById.set(entry.intent, opened(entry));
        break;
      case 'refunded':
        this.refundById.set(entry.refund, entry);
        break;
      default:
        this.intentById.set(entry.intent, changed(this.known(entry.intent), entry));
    }
  }

  private known(id: string): Intent {
    const intent = this.intentById.get(id);
    if (intent === undefined) throw new Error('the journal changes a PaymentIntent that it never created');
    return intent;
  }
}

const opened = (entry: Timed<Extract<BookEntry, { kind: 'intent_created' }>>): Intent => ({
  id: entry.intent,
  order: entry.order,
  operation: entry.operation,
  amount: entry.amount,
  currency: entry.currency,
  captureMethod: entry.captureMethod,
  status: 'requires_payment_method',
  amountCapturable: 0,
  amountReceived: 0,
  metadata: entry.metadata,
  createdAt: entry.at,
});

type Change = Timed<Exclude<BookEntry, { kind: 'method_created' | 'intent_created' | 'refunded' }>>;

const changed = (intent: Intent, entry: Change): Intent => {
  switch (entry.kind) {
    case 'approved': {
      const { charge: id, method, code, hasMulticapture } = entry;
      const charge = { id, method, code, hasMulticapture };
      return { ...intent, status: 'requires_capture', amountCapturable: entry.amount, charge, method };
    }
    case 'declined':
      return { ...intent, status: 'requires_payment_method', decline: entry };
    case 'action_required':
      return { ...intent, status: 'requires_action', method: entry.method };
    case 'captured':
      return {
        ...intent,
        status: entry.isFinal ? 'succeeded' : 'requires_capture',
        amountCapturable: intent.amountCapturable - entry.amount - entry.releasedAmount,
        amountReceived: intent.amountReceived + entry.amount,
        metadata: { ...intent.metadata, ...entry.metadata },
      };
    case 'canceled':
      return {
        ...intent,
        status: intent.amountReceived > 0 ? 'succeeded' : 'canceled',
        amountCapturable: 0,
        canceled: { at: entry.at, reason: entry.reason },
      };
  }
};
