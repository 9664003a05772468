import type { ProcessorRequest } from '../card-processor.js';

/** What a processor holds of one order, in minor units. */
export interface BookedOrder {
  /** Held and not undone: the amounts of authorizations that are live. */
  readonly authorized: bigint;
  readonly liveAuthorizations: number;
  readonly captured: bigint;
  readonly refunded: bigint;
  /** Given to a card without a sale before it. */
  readonly credited: bigint;
  /** Given up by a void or by a final capture. */
  readonly released: bigint;
}

/** Why the books refuse a request; undefined where they take it. */
type Refusal = string | undefined;

interface Account {
  authorized: bigint;
  liveAuthorizations: number;
  captured: bigint;
  refunded: bigint;
  credited: bigint;
  released: bigint;
}

/** The books of a processor that counts every operation once, however often it is asked for. */
export class ProcessorBooks {
  private readonly accounts = new Map<string, Account>();
  private readonly booked = new Map<string, Refusal>();

  /** What came of a request, the first time it was asked. */
  take(request: ProcessorRequest): Refusal {
    if (request.kind === 'reverse') return this.reverse(request);
    const { operation } = request;
    if (!this.booked.has(operation)) this.booked.set(operation, this.book(request));
    return this.booked.get(operation);
  }

  /** Notes a refusal of the issuer's own. */
  decline({ operation }: ProcessorRequest, code: string): string {
    if (!this.booked.has(operation)) this.booked.set(operation, code);
    return this.booked.get(operation) ?? code;
  }

  /** Whether the outcome of a request is settled here. */
  knows({ operation, kind }: ProcessorRequest): boolean {
    return kind !== 'reverse' && this.booked.has(operation);
  }

  of(order: string): BookedOrder {
    return { ...this.account(order) };
  }

  /** An approval that reaches the issuer although its authorization was undone: it holds the amount once more. */
  approveLate(request: ProcessorRequest): void {
    this.authorize(this.account(request.order.id), request);
  }

  private account(order: string): Account {
    const known = this.accounts.get(order);
    if (known !== undefined) return known;
    const account = { authorized: 0n, liveAuthorizations: 0, captured: 0n, refunded: 0n, credited: 0n, released: 0n };
    this.accounts.set(order, account);
    return account;
  }

  private book(request: ProcessorRequest): Refusal {
    const account = this.account(request.order.id);
    switch (request.kind) {
      case 'authorize':
        return this.authorize(account, request);
      case 'capture':
        return this.capture(account, request);
      case 'void':
        return this.void(account, request);
      case 'credit':
        account.credited += request.amount.minor;
        return undefined;
      default:
        return this.refund(account, request);
    }
  }

  private authorize(account: Account, { amount, isSale }: ProcessorRequest): Refusal {
    account.authorized += amount.minor;
    account.liveAuthorizations += 1;
    if (isSale) account.captured += amount.minor;
    return undefined;
  }

  private capture(account: Account, { amount, isFinal }: ProcessorRequest): Refusal {
    const left = leftOf(account);
    if (amount.minor > left) return 'unknown_authorization';
    account.captured += amount.minor;
    if (isFinal) account.released += left - amount.minor;
    return undefined;
  }

  private void(account: Account, { amount }: ProcessorRequest): Refusal {
    const left = leftOf(account);
    if (amount.minor !== left) return 'void_not_allowed';
    account.released += left;
    return undefined;
  }

  private refund(account: Account, { amount }: ProcessorRequest): Refusal {
    if (amount.minor > account.captured - account.refunded) return 'refund_too_large';
    account.refunded += amount.minor;
    return undefined;
  }

  /** Of what is not there nothing is left either: that is acknowledged, too. */
  private reverse({ order }: ProcessorRequest): Refusal {
    this.accounts.delete(order.id);
    return undefined;
  }
}

const leftOf = ({ authorized, captured, released }: Account): bigint => authorized - captured - released;
