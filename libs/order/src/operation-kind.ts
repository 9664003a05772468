import type { EventType } from '@tollgate/contracts';

/** What a movement of money is. */
export type OperationKind = 'authorize' | 'capture' | 'void' | 'refund' | 'credit';

/** Each event that tells of an operation, and which kind of operation it tells of. `PaymentCaptured` tells of a capture, also of the one that
 *  comes with the authorization of a sale. */
export const operationKinds = {
  AuthorizationRequested: 'authorize',
  PaymentAuthorized: 'authorize',
  PaymentDeclined: 'authorize',
  AuthorizationUnknown: 'authorize',
  AuthorizationReversed: 'authorize',
  AuthorizationExpired: 'authorize',
  CaptureRequested: 'capture',
  CaptureSubmitted: 'capture',
  PaymentCaptured: 'capture',
  CaptureFailed: 'capture',
  VoidRequested: 'void',
  VoidSubmitted: 'void',
  PaymentVoided: 'void',
  VoidFailed: 'void',
  RefundRequested: 'refund',
  RefundSubmitted: 'refund',
  PaymentRefunded: 'refund',
  RefundFailed: 'refund',
  CreditPlaced: 'credit',
  CreditSubmitted: 'credit',
  CreditSettled: 'credit',
  CreditDeclined: 'credit',
} as const satisfies Partial<Record<EventType, OperationKind>>;
