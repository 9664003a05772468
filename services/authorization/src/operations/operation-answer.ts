import type { OrderEvent, ProcessorReference } from '@tollgate/contracts';
import type { Operation, Order } from '@tollgate/order';
import type { ProcessorResult } from '../processors/card-processor.js';

/** What came of a capture, void, refund or credit, as far as it is recorded. `declined` without a network's code: we refused, and
 *  nothing was sent. */
export type OperationAnswer =
  | { readonly outcome: 'approved'; readonly reference?: ProcessorReference; readonly releasedRest?: true }
  | { readonly outcome: 'declined'; readonly code: string; readonly networkCode: string }
  | Extract<ProcessorResult, { outcome: 'unknown' }>;

/** How an operation leaves for its processor. */
export interface Submission {
  readonly processor: string;
  /** The version of the merchant's processor settings that chose the processor, where it is chosen for the operation; 0: the defaults. */
  readonly settingsVersion: number;
  /** What names it there. */
  readonly reference: ProcessorReference | undefined;
}

/** The decisions of one kind of operation that a merchant asks for. */
export interface OperationDecisions {
  readonly kind: 'capture' | 'void' | 'refund' | 'credit';
  /** Why it is not sent: a stable code; undefined where it is. */
  readonly refuse: (order: Order, operation: Operation) => string | undefined;
  /** The intent. */
  readonly submit: (order: Order, id: string, submission: Submission) => readonly OrderEvent[];
  /** The fact. */
  readonly record: (order: Order, id: string, answer: OperationAnswer) => readonly OrderEvent[];
}
