import type { Operation, Order, OrderDetail, Problem } from '../generated/api.js';

/** A problem document as it came, with whatever it brings beside. */
export type ProblemBody = Partial<Problem> & { readonly order?: Order; readonly operation?: unknown };

/** The gateway said no. `code` is stable: go by it, not by the message. */
export class TollgateError extends Error {
  override readonly name: string = 'TollgateError';
  readonly status: number;
  readonly code: string;
  /** Where the request is at fault: a JSON pointer into the body, or the name of a parameter or header. */
  readonly field: string | undefined;
  /** Names the request in the gateway's logs. */
  readonly requestId: string | undefined;
  /** All that is at fault, where the gateway found several things. */
  readonly errors: NonNullable<Problem['errors']>;
  readonly problem: ProblemBody;

  constructor(status: number, problem: ProblemBody) {
    const code = problem.code ?? `http_${status}`;
    const place = problem.field === undefined ? '' : ` at ${problem.field}`;
    super(`${code}${place}${problem.detail === undefined ? '' : `: ${problem.detail}`}`);
    this.status = status;
    this.code = code;
    this.field = problem.field;
    this.requestId = problem.requestId;
    this.errors = problem.errors ?? [];
    this.problem = problem;
  }
}

/** The issuer declined the payment, or fraud rejected the order: it is recorded, and took no money. */
export class OrderDeclinedError extends TollgateError {
  override readonly name = 'OrderDeclinedError';
  readonly order: Order;

  constructor(status: number, problem: ProblemBody & { readonly order: Order }) {
    super(status, problem);
    this.order = problem.order;
  }
}

/** The processor refused a capture, void or refund: nothing moved. */
export class OperationFailedError extends TollgateError {
  override readonly name = 'OperationFailedError';
  readonly operation: Omit<Operation, 'order'> & { readonly order: Order | OrderDetail | string };

  constructor(status: number, problem: ProblemBody & { readonly operation: object }) {
    super(status, problem);
    this.operation = problem.operation as OperationFailedError['operation'];
  }
}

/** Nothing came back, as often as it was tried. A command may have been recorded: send it again under the same `idempotencyKey`. */
export class TollgateConnectionError extends Error {
  override readonly name = 'TollgateConnectionError';
  /** Of the call that failed; undefined for one that only reads. */
  readonly idempotencyKey: string | undefined;

  constructor(message: string, options: { readonly cause: unknown; readonly idempotencyKey?: string | undefined }) {
    super(message, { cause: options.cause });
    this.idempotencyKey = options.idempotencyKey;
  }
}

const paymentRequired = 402;

/** The error that an answer stands for. */
export const errorOf = (status: number, problem: ProblemBody): TollgateError => {
  const { order, operation } = problem;
  if (status !== paymentRequired) return new TollgateError(status, problem);
  if (order !== undefined) return new OrderDeclinedError(status, { ...problem, order });
  if (typeof operation === 'object' && operation !== null) return new OperationFailedError(status, { ...problem, operation });
  return new TollgateError(status, problem);
};
