import { invariant } from '@tollgate/errors';
import {
  formatOriginalData,
  formatPrivateData,
  type Message,
  messageTimes,
  numeric,
  parseVerificationResults,
} from '@tollgate/iso8583';
import { type Money, numericCodeOf } from '@tollgate/money';
import { type Order } from '@tollgate/order';
import type { IssuerAnswer } from '../../domain/record-answer.js';
import type { TraceNumbers } from '../../domain/trace-numbers.js';
import type { Card } from '../vault/vault.js';

/** Source: ISO 8583:1987 DE 3 (goods and services, no account named). */
const PURCHASE = '000000';
/** Source: ISO 8583:1987 DE 22, 25, with the networks' values for a card number typed into a shop's page. */
const ENTERED_ONLINE = '812';
const ELECTRONIC_COMMERCE = '59';
const AMOUNT_DIGITS = 12;
const MERCHANT_ID_LENGTH = 15;
const MAX_ADDRESS_DIGITS = 20;

/** What every message about an order says alike. */
export interface MessageFacts {
  readonly order: Pick<Order, 'id' | 'merchant'>;
  readonly amount: Money;
  readonly trace: TraceNumbers;
  /** Our number at the networks, DE 32. */
  readonly acquirerId: string;
}

/** 0200 for a sale, 0100 for an amount to be held. */
export const authorizationMessage = (facts: MessageFacts, operation: string, card: Card): Message => ({
  ...commonFields(facts),
  mti: operation === 'sale' ? '0200' : '0100',
  pan: card.pan.reveal(),
  expiry: card.expiry,
  posEntryMode: ENTERED_ONLINE,
  posConditionCode: ELECTRONIC_COMMERCE,
  privateData: formatPrivateData({
    addressDigits: card.streetDigits.slice(0, MAX_ADDRESS_DIGITS),
    postalCode: card.postalCode,
    cvc: card.cvc?.reveal(),
  }),
});

/** 0220, or 0221 when it was sent before. */
export const captureMessage = (facts: MessageFacts, authorizationCode: string, isRepeat: boolean): Message => ({
  ...commonFields(facts),
  mti: isRepeat ? '0221' : '0220',
  authorizationCode: authorizationCode === '' ? undefined : authorizationCode,
});

/** 0420, or 0421 when it was sent before: undoes the request that `original` names, under its RRN and its terminal. */
export const reversalMessage = (
  facts: MessageFacts,
  original: TraceNumbers & { readonly operation: string },
  isRepeat: boolean,
): Message => ({
  ...commonFields(facts),
  mti: isRepeat ? '0421' : '0420',
  rrn: original.rrn,
  terminalId: original.terminalId,
  originalData: formatOriginalData({
    mti: original.operation === 'sale' ? '0200' : '0100',
    stan: stanText(original.stan),
    transmissionTime: original.transmittedAt,
    acquirerId: facts.acquirerId,
  }),
});

/** 0800: 001 signs on, 301 is an echo. */
export const managementMessage = (code: '001' | '301', stan: number, at: Date): Message => ({
  mti: '0800',
  ...messageTimes(at),
  stan: stanText(stan),
  networkManagementCode: code,
});

/** The issuer's words out of an answer. */
export const readIssuerAnswer = (answer: Message): IssuerAnswer => {
  invariant(answer.responseCode !== undefined, 'an answer has a response code');
  const { avs = '', cvc = '' } = parseVerificationResults(answer.additionalResponse);
  return { responseCode: answer.responseCode, authorizationCode: answer.authorizationCode ?? '', avs, cvc };
};

const commonFields = ({ order, amount, trace, acquirerId }: MessageFacts) => ({
  processingCode: PURCHASE,
  amount: numeric(amount.minor, AMOUNT_DIGITS),
  transmissionTime: trace.transmittedAt,
  localTime: trace.transmittedAt.slice(4),
  localDate: trace.transmittedAt.slice(0, 4),
  stan: stanText(trace.stan),
  acquirerId,
  rrn: trace.rrn,
  terminalId: trace.terminalId,
  // The end of a long id is its random part.
  merchantId: order.merchant.slice(-MERCHANT_ID_LENGTH),
  currency: numericCodeOf(amount.currency),
  merchantReference: order.id,
});

const stanText = (stan: number): string => String(stan).padStart(6, '0');
