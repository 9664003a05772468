/** Of every entry about money: the intent, and the order and operation that its metadata name. */
interface OfIntent {
  readonly intent: string;
  readonly order: string;
  readonly operation: string;
}

/** A card as the books know it: never its number, only how it behaves. */
export interface MethodCreated {
  readonly kind: 'method_created';
  readonly method: string;
  /** Where the table of test cards has it: its first six and last four digits; otherwise `plain`. */
  readonly behavior: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly hasStreet: boolean;
  readonly hasPostalCode: boolean;
  readonly hasCvc: boolean;
}

export interface IntentCreated extends OfIntent {
  readonly kind: 'intent_created';
  /** In Stripe's minor units; the currency in small letters. */
  readonly amount: number;
  readonly currency: string;
  readonly captureMethod: 'automatic' | 'manual';
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Approved extends OfIntent {
  readonly kind: 'approved';
  readonly charge: string;
  readonly method: string;
  readonly amount: number;
  readonly currency: string;
  readonly code: string;
  readonly hasMulticapture: boolean;
}

export interface Declined extends OfIntent {
  readonly kind: 'declined';
  readonly method: string;
  readonly code: string;
  readonly declineCode?: string;
  readonly networkCode: string;
}

export interface ActionRequired extends OfIntent {
  readonly kind: 'action_required';
  readonly method: string;
}

export interface Captured extends OfIntent {
  readonly kind: 'captured';
  readonly amount: number;
  readonly currency: string;
  /** What a last capture gives back of the hold. */
  readonly releasedAmount: number;
  readonly isFinal: boolean;
  /** Added to the intent's. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Canceled extends OfIntent {
  readonly kind: 'canceled';
  readonly releasedAmount: number;
  readonly currency: string;
  /** `automatic`: the hold expired. */
  readonly reason: string | undefined;
}

export interface Refunded extends OfIntent {
  readonly kind: 'refunded';
  readonly refund: string;
  readonly amount: number;
  readonly currency: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What changes the books. */
export type BookEntry = MethodCreated | IntentCreated | Approved | Declined | ActionRequired | Captured | Canceled | Refunded;

/** What was asked and answered: for whoever reads the journal, not for the books. */
export type TrafficEntry =
  | { readonly kind: 'received'; readonly request: string; readonly method: string; readonly path: string; readonly key?: string }
  | { readonly kind: 'answered'; readonly request: string; readonly status: number };

export type JournalEntry = BookEntry | TrafficEntry;

/** When it was written, by the simulator's clock. */
export type Timed<T> = T & { readonly at: string };
