import type { EventData, Money as MoneyData, ProcessorReference, RecordedEvent } from '@tollgate/contracts';
import { type Money, zero } from '@tollgate/money';
import { type OperationKind, operationKinds } from './operation-kind.js';

/** `requested` by the merchant, `submitted` to the processor, then one of the others. An authorization whose outcome is `unknown` is
 *  undone, and `reversed` once the processor acknowledged that; every other operation stays submitted until the processor says. */
export type OperationState = 'requested' | 'submitted' | 'succeeded' | 'declined' | 'failed' | 'unknown' | 'reversed';

/** One movement of money. Its id is the id of the event that asked for it. */
export interface Operation {
  /** uuid of OrderPlaced, CreditPlaced, CaptureRequested, VoidRequested or RefundRequested; a sale's own capture has the id of PaymentCaptured. */
  readonly id: string;
  readonly kind: OperationKind;
  readonly amount: Money;
  /** RFC 3339 */
  readonly requestedAt: string;
  readonly state: OperationState;
  /** RFC 3339: when it got its present state, if that is its last. */
  readonly settledAt?: string;
  /** Name of the processor; empty where nothing was to be paid. */
  readonly processor: string;
  readonly reference?: ProcessorReference;
  /** Why it was declined, failed or is unknown: stable and processor-neutral. */
  readonly code?: string;
  readonly networkCode?: string;
  /** Of an authorization. */
  readonly isSale?: boolean;
  readonly authorizationCode?: string;
  readonly avs?: string;
  readonly cvc?: string;
  /** RFC 3339: until when the issuer holds the amount. */
  readonly expiresAt?: string;
  /** What was left when the authorization expired. */
  readonly expired?: Money;
  /** Of a capture: the rest of the authorization is released with it. */
  readonly isFinal?: boolean;
  /** Of a capture: the parcel that it charges for. */
  readonly shipment?: Shipment;
  /** Of a capture: the order's lines (from 1) that it makes deliverable online. */
  readonly deliverableLines?: readonly number[];
  readonly reason?: string;
  /** Of a refund: what of it falls on which line. */
  readonly refund?: EventData<'RefundRequested'>;
  /** Of a refund: the person or API key who asked for it. */
  readonly requestedBy?: string;
}

type Shipment = NonNullable<EventData<'CaptureRequested'>['shipment']>;

/** Everything that happened to the money of an order, by operation id, i.e. by the time it was asked for. */
export interface Payment {
  readonly operations: readonly Operation[];
}

export const noPayment: Payment = { operations: [] };

const moneyOf = (amount: MoneyData | undefined): Money => {
  if (amount === undefined) throw new TypeError('an operation names its amount');
  return { minor: amount.minor, currency: amount.currency };
};

const put = ({ operations }: Payment, operation: Operation): Payment => {
  const known = operations.findIndex(({ id }) => id === operation.id);
  if (known !== -1) return { operations: operations.with(known, operation) };
  const later = operations.findIndex(({ id }) => id > operation.id);
  return { operations: operations.toSpliced(later === -1 ? operations.length : later, 0, operation) };
};

export const operationOf = ({ operations }: Payment, id: string): Operation | undefined =>
  operations.find((one) => one.id === id);

type Change = Partial<Omit<Operation, 'id'>>;

/** Events of two streams tell of one operation; whichever is read first begins it, so that how they interleave does not matter. */
const change = (
  payment: Payment,
  { id, event }: { id: string; event: RecordedEvent },
  next: Change & Pick<Operation, 'kind'>,
): Payment => {
  const known = operationOf(payment, id);
  const begun: Operation = known ?? {
    id,
    kind: next.kind,
    amount: next.amount ?? zero('XXX'),
    requestedAt: event.header.occurredAt,
    state: 'requested',
    processor: '',
  };
  return put(payment, { ...begun, ...next });
};

const settled = (event: RecordedEvent, state: OperationState): Pick<Operation, 'state' | 'settledAt'> => ({
  state,
  settledAt: event.header.occurredAt,
});

const optional = <K extends string, V>(name: K, value: V | undefined | ''): { readonly [P in K]?: V } =>
  (value === undefined || value === '' ? {} : { [name]: value }) as { readonly [P in K]?: V };

/** What the merchant asked for: an operation, unless the payment stream told of it first. */
const evolveRequest = (payment: Payment, event: RecordedEvent): Payment => {
  const { id, occurredAt: requestedAt } = event.header;
  const on = { id, event };
  switch (event.type) {
    case 'CaptureRequested':
      return change(payment, on, {
        kind: 'capture',
        amount: moneyOf(event.data.amount),
        requestedAt,
        isFinal: event.data.isFinal,
        ...optional('shipment', event.data.shipment),
      });
    case 'VoidRequested':
      return change(payment, on, {
        kind: 'void',
        amount: moneyOf(event.data.amount),
        requestedAt,
        ...optional('reason', event.data.reason),
      });
    case 'RefundRequested':
      return change(payment, on, {
        kind: 'refund',
        amount: moneyOf(event.data.amount),
        requestedAt,
        refund: event.data,
        ...optional('requestedBy', event.header.actor.on),
        ...optional('reason', event.data.reason),
      });
    case 'CreditPlaced':
      return change(payment, on, { kind: 'credit', amount: moneyOf(event.data.amount), requestedAt });
    default:
      return payment;
  }
};

const evolveAuthorization = (payment: Payment, event: RecordedEvent): Payment => {
  switch (event.type) {
    case 'AuthorizationRequested': {
      const { operation: id, amount, processor, reference, isSale } = event.data;
      const next = {
        kind: 'authorize',
        amount: moneyOf(amount),
        processor,
        isSale,
        state: 'submitted',
        ...optional('reference', reference),
      } as const;
      return change(payment, { id, event }, next);
    }
    case 'PaymentAuthorized': {
      const { operation: id, amount, reference, authorizationCode, avs, cvc, networkCode, expiresAt } = event.data;
      return change(
        payment,
        { id, event },
        {
          kind: 'authorize',
          amount: moneyOf(amount),
          ...settled(event, 'succeeded'),
          authorizationCode,
          avs,
          cvc,
          networkCode,
          ...optional('reference', reference),
          ...optional('expiresAt', expiresAt),
        },
      );
    }
    case 'PaymentDeclined': {
      const { operation: id, code, networkCode, avs, cvc, reference } = event.data;
      const said = { code, networkCode, avs, cvc, ...optional('reference', reference) };
      return change(payment, { id, event }, { kind: 'authorize', ...settled(event, 'declined'), ...said });
    }
    case 'AuthorizationUnknown':
      return change(
        payment,
        { id: event.data.operation, event },
        { kind: 'authorize', ...settled(event, 'unknown'), code: event.data.cause },
      );
    case 'AuthorizationReversed':
      return change(payment, { id: event.data.operation, event }, { kind: 'authorize', state: 'reversed' });
    case 'AuthorizationExpired':
      return change(payment, { id: event.data.operation, event }, { kind: 'authorize', expired: moneyOf(event.data.amount) });
    default:
      return payment;
  }
};

const evolveCapture = (payment: Payment, event: RecordedEvent & { type: 'PaymentCaptured' }): Payment => {
  const { operation, amount, reference, isSale, isFinal, deliverables } = event.data;
  const authorization = authorizationOf(payment);
  return change(
    payment,
    { id: isSale ? event.header.id : operation, event },
    {
      kind: 'capture',
      amount: moneyOf(amount),
      ...settled(event, 'succeeded'),
      isFinal: isFinal || isSale,
      deliverableLines: deliverables.map(({ line }) => line),
      ...(isSale ? { processor: authorization?.processor ?? '', ...optional('reference', authorization?.reference) } : {}),
      ...optional('reference', reference),
    },
  );
};

const evolveCredit = (payment: Payment, event: RecordedEvent): Payment => {
  switch (event.type) {
    case 'CreditSubmitted': {
      const { operation: id, amount, processor, reference } = event.data;
      const sent = { amount: moneyOf(amount), processor, state: 'submitted', ...optional('reference', reference) } as const;
      return change(payment, { id, event }, { kind: 'credit', ...sent });
    }
    case 'CreditSettled': {
      const { operation: id, amount, reference } = event.data;
      const done = { amount: moneyOf(amount), ...settled(event, 'succeeded'), ...optional('reference', reference) };
      return change(payment, { id, event }, { kind: 'credit', ...done });
    }
    case 'CreditDeclined': {
      const { operation: id, code, networkCode } = event.data;
      return change(payment, { id, event }, { kind: 'credit', ...settled(event, 'declined'), code, networkCode });
    }
    default:
      return payment;
  }
};

const evolveRest = (payment: Payment, event: RecordedEvent): Payment => {
  switch (event.type) {
    case 'CaptureSubmitted':
    case 'VoidSubmitted':
    case 'RefundSubmitted': {
      const { operation: id, amount, reference } = event.data;
      const processor = authorizationOf(payment)?.processor ?? '';
      const next = {
        kind: operationKinds[event.type],
        amount: moneyOf(amount),
        state: 'submitted',
        processor,
        ...optional('reference', reference),
      } as const;
      return change(payment, { id, event }, next);
    }
    case 'PaymentCaptured':
      return evolveCapture(payment, event);
    case 'PaymentVoided':
    case 'PaymentRefunded': {
      const { operation: id, amount, reference } = event.data;
      const next = {
        kind: operationKinds[event.type],
        amount: moneyOf(amount),
        ...settled(event, 'succeeded'),
        ...optional('reference', reference),
      };
      return change(payment, { id, event }, next);
    }
    case 'CaptureFailed':
    case 'VoidFailed':
    case 'RefundFailed': {
      const { operation: id, code, networkCode } = event.data;
      return change(payment, { id, event }, { kind: operationKinds[event.type], ...settled(event, 'failed'), code, networkCode });
    }
    default:
      return evolveAuthorization(evolveCredit(payment, event), event);
  }
};

/** One event further. Total: what is not about money leaves the payment as it is. */
export const evolvePayment = (payment: Payment, event: RecordedEvent): Payment =>
  event.header.stream === 'order' ? evolveRequest(payment, event) : evolveRest(payment, event);

/** The order's authorization; there is one at most. */
export const authorizationOf = ({ operations }: Payment): Operation | undefined =>
  operations.find(({ kind }) => kind === 'authorize');

/** The money that an order gives to a card without a sale before it; there is one at most, and then no authorization. */
export const creditOf = ({ operations }: Payment): Operation | undefined => operations.find(({ kind }) => kind === 'credit');

/** Whether nobody knows yet what comes of it: it is asked for, or with the processor. */
export const isPending = ({ state }: Operation): boolean => state === 'requested' || state === 'submitted';
