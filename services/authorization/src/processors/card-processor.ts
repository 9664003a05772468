import type { ProcessorReference } from '@tollgate/contracts';
import type { Money } from '@tollgate/money';

/** What we ask of a processor. `reverse` undoes an authorization whose outcome is unknown, or that must not stand. */
export type RequestKind = 'authorize' | 'capture' | 'void' | 'refund' | 'credit' | 'reverse';

/** A secret that prints as `****`; `reveal` is called where it leaves for the processor, and nowhere else. */
export interface Revealable {
  reveal(): string;
}

/** The card of an authorization or a credit, out of the vault. */
export interface CardDetails {
  readonly pan: Revealable;
  /** YYMM */
  readonly expiry: string;
  /** Absent where the merchant sent none, or where it may not be kept any more. */
  readonly cvc: Revealable | undefined;
  /** Digits of the first address line, and the postal code: what the issuer's address check compares. */
  readonly streetDigits: string;
  readonly postalCode: string;
  /** Stored with the customer's consent, and used again: marked as the networks require. */
  readonly isStored: boolean;
}

/** The earlier request that a capture, void, refund or reversal is about. */
export interface OriginalRequest {
  readonly operation: string;
  readonly amount: Money;
  readonly isSale: boolean;
  readonly reference: ProcessorReference | undefined;
  readonly authorizationCode: string;
}

/** One request for money, as our events tell it. */
export interface ProcessorRequest {
  readonly kind: RequestKind;
  /** uuid of the operation: the same for every repetition of the request. */
  readonly operation: string;
  readonly order: {
    readonly id: string;
    readonly merchant: string;
    readonly mode: 'test' | 'live';
    readonly reference: string;
    readonly placedAt: string;
  };
  readonly amount: Money;
  /** Of an authorization: the amount is taken at once. */
  readonly isSale: boolean;
  /** Of a capture: the rest of the authorization is released. */
  readonly isFinal: boolean;
  /** Of an authorization or a credit: its card. */
  readonly card?: CardDetails;
  /** Of everything else: the authorization. A credit has none before it. A capture's, void's or refund's processor reference is found in it. */
  readonly original?: OriginalRequest;
  /** Of a request that was submitted before and whose outcome is unknown: its own reference. It is sent as a repetition. Never of an
   *  authorization: it is asked once, and reversed where its outcome is unknown. */
  readonly repeats?: { readonly reference: ProcessorReference | undefined; readonly attempts: number };
}

/** A request, written and ready to leave. */
export interface PreparedRequest {
  /** What names it at the processor; recorded with the intent. Undefined where the processor names it only in its answer. */
  readonly reference: ProcessorReference | undefined;
  /** Sends it, and waits for the answer within the processor's time-out. Never rejects. */
  submit(): Promise<ProcessorResult>;
}

/** What a processor said. */
export type ProcessorResult =
  | {
      readonly outcome: 'approved';
      /** Where the processor names the request only now. */
      readonly reference?: ProcessorReference;
      /** Of a preauth: where less than was asked is approved, and the processor's settings take that. */
      readonly amount?: Money;
      /** Of a capture: the processor gave the rest of the authorization up with it, whether it was asked to or not. */
      readonly releasedRest?: true;
      readonly authorizationCode: string;
      /** Y street and postal code match, A street only, Z postal code only, N neither, U not known; empty: not checked. */
      readonly avs: string;
      /** M match, N no match, P not processed, S should be there, U issuer cannot; empty: not checked. */
      readonly cvc: string;
      readonly networkCode: string;
    }
  | {
      /** Said no for good: the same request again would be refused again. */
      readonly outcome: 'declined';
      readonly reference?: ProcessorReference;
      /** Stable and processor-neutral, e.g. `do_not_honor`, `unknown_authorization`. */
      readonly code: string;
      readonly networkCode: string;
      readonly avs: string;
      readonly cvc: string;
    }
  | {
      /** Nobody knows whether it was acted on. An authorization is reversed, anything else is sent again as a repetition. */
      readonly outcome: 'unknown';
      readonly cause: 'no_answer' | 'link_lost' | 'answer_differs';
    };

/** A processor of card payments: an acquirer's link, or a payment provider's API. One contract suite runs against every adapter. */
export interface CardProcessor {
  /** As it stands in events and settings, e.g. `iso8583`. */
  readonly name: string;
  /** Orders of the other mode are never sent to it. */
  readonly mode: 'test' | 'live';
  /** Whether a request sent now would leave. For readiness and the metric `tollgate_processor_up`. */
  readonly isReady: boolean;
  /** How long an authorization holds the amount, in milliseconds. */
  readonly authorizationLifetimeMs: number;
  /** Writes a request, before anything is promised about it. Throws `DomainError` for what this processor cannot carry (an amount or
   *  currency it does not know), `TransientError` when it cannot be named now. */
  prepare(request: ProcessorRequest): Promise<PreparedRequest>;
  /** Told of an approval that nobody waits for any more, with the order and operation it belongs to: it is reversed. */
  onLateApproval(listener: (late: { readonly order: string; readonly operation: string }) => void): void;
  open(): Promise<void>;
  close(): Promise<void>;
}
