import type { EventData } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import type { Message } from '@tollgate/iso8583';
import { type Order } from '@tollgate/order';
import type { IssuerAnswer } from '../../domain/record-answer.js';
import { isApproval, isReversalAcknowledged } from '../../domain/response-codes.js';
import { type TraceNumbers, traceNumbers } from '../../domain/trace-numbers.js';
import type { SerialNumbers } from '../postgres/serial-numbers.js';
import type { TerminalLease } from '../postgres/terminal-lease.js';
import type { Card } from '../vault/vault.js';
import { type AcquirerLink, type OutgoingMessage, outgoing } from './acquirer-link.js';
import {
  authorizationMessage,
  captureMessage,
  type MessageFacts,
  readIssuerAnswer,
  reversalMessage,
} from './acquirer-messages.js';

/** What the acquirer said to a request for money, or why nobody knows. */
export type ProcessorResult =
  | { readonly outcome: 'answered'; readonly answer: IssuerAnswer }
  | { readonly outcome: 'no_answer' | 'link_lost' };

export interface AcquirerParts {
  readonly link: AcquirerLink;
  readonly serials: SerialNumbers;
  readonly terminal: TerminalLease;
  readonly acquirerId: string;
}

/** The acquirer in the words of the trade: the wire's words stop here. */
export class Acquirer {
  constructor(private readonly parts: AcquirerParts) {}

  get isReady(): boolean {
    return this.parts.link.isReady;
  }

  terminalId(): Promise<string> {
    return this.parts.terminal.terminalId();
  }

  /** Names for the next message; the numbers were never used before. */
  async nextTrace(): Promise<TraceNumbers> {
    const [serial, terminalId] = await Promise.all([this.parts.serials.take(), this.parts.terminal.terminalId()]);
    return traceNumbers(serial, terminalId, new Date());
  }

  /** The request, written and ready to leave. Throws on what cannot be written, before anything is promised. */
  prepare(order: Order, request: EventData<'AuthorizationRequested'>, card: Card): OutgoingMessage {
    const { amount, trace, operation } = request;
    return outgoing(authorizationMessage(this.facts(order, amount, trace), operation, card));
  }

  /** Sends a prepared request and waits for the issuer's answer. */
  async authorize(request: OutgoingMessage): Promise<ProcessorResult> {
    const reply = await this.parts.link.send(request);
    return reply.outcome === 'answered' ? { outcome: 'answered', answer: readIssuerAnswer(reply.message) } : reply;
  }

  /** Whether the acquirer acknowledged the reversal of the order's request: nothing of it is live any more. */
  async reverse(order: Order, trace: TraceNumbers, isRepeat: boolean): Promise<boolean> {
    const { requested } = order.payment;
    invariant(requested?.trace !== undefined, 'only what was asked is reversed');
    const original = { ...requested.trace, operation: requested.operation };
    const message = reversalMessage(this.facts(order, requested.amount, trace), original, isRepeat);
    const reply = await this.parts.link.send(outgoing(message));
    return reply.outcome === 'answered' && isReversalAcknowledged(reply.message.responseCode ?? '');
  }

  /** Advises the capture that the order submitted. */
  async capture(order: Order, isRepeat: boolean): Promise<ProcessorResult> {
    const { captureSubmitted, authorized } = order.payment;
    invariant(captureSubmitted !== undefined, 'only what was submitted is advised');
    const facts = this.facts(order, captureSubmitted.amount, captureSubmitted.trace);
    const reply = await this.parts.link.send(outgoing(captureMessage(facts, authorized?.authorizationCode ?? '', isRepeat)));
    return reply.outcome === 'answered' ? { outcome: 'answered', answer: readIssuerAnswer(reply.message) } : reply;
  }

  private facts(order: Order, amount: MessageFacts['amount'] | undefined, trace: TraceNumbers | undefined): MessageFacts {
    invariant(amount !== undefined && trace !== undefined, 'an intent names its amount and its message');
    return { order, amount, trace, acquirerId: this.parts.acquirerId };
  }
}

/** The order of an approval that came too late; undefined for any other answer. */
export const lateApprovalOf = ({ mti, responseCode, merchantReference }: Message): string | undefined =>
  (mti === '0110' || mti === '0210') && isApproval(responseCode ?? '') ? merchantReference : undefined;
