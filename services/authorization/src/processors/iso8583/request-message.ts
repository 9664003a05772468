import { invariant } from '@tollgate/errors';
import {
  type Acceptor,
  type AcquirerProfile,
  formatOriginalData,
  formatPrivateData,
  formatReplacementAmount,
  instantOf,
  type Message,
  messageTimes,
  numeric,
} from '@tollgate/iso8583';
import type { CardDetails, OriginalRequest, ProcessorRequest } from '../card-processor.js';
import type { TraceNumbers } from './trace-numbers.js';
import { toWireAmount } from './wire-amount.js';

const AMOUNT_DIGITS = 12;
const MERCHANT_ID_LENGTH = 15;
const MAX_ADDRESS_DIGITS = 20;

/** A request and the names it goes under. */
export interface NamedRequest {
  readonly request: ProcessorRequest;
  readonly trace: TraceNumbers;
  /** Sent before: the type says that it is a repeat, and nothing else differs. */
  readonly isRepeat: boolean;
  /** Our number at the networks, DE 32. */
  readonly acquirerId: string;
  readonly now: Date;
}

/** The message of a request, as the profile has it. Throws DomainError for an amount that it does not carry. */
export const requestMessage = (profile: AcquirerProfile, named: NamedRequest): Message => {
  const content = CONTENT[named.request.kind](profile, named);
  const mti = `${typeOf(profile, named.request).slice(0, 3)}${named.isRepeat ? '1' : '0'}`;
  return { ...profile.constants, ...shared(profile, named), ...content, mti };
};

/** Who we are to the acquirer for this merchant. */
export const acceptorOf = ({ acceptor, acceptors }: AcquirerProfile, merchant: string): Acceptor => ({
  ...acceptor,
  ...acceptors?.[merchant],
});

type Content = Omit<Partial<Message>, 'mti'>;

/** A credit is a refund that names no earlier request: the acquirer has one type of message for both. */
const typeOf = ({ types }: AcquirerProfile, { kind, isSale }: ProcessorRequest): string => {
  if (kind === 'credit') return types.refund;
  if (kind === 'authorize') return isSale ? '0200' : '0100';
  return types[kind];
};

/** What every message about money says alike. */
const shared = (profile: AcquirerProfile, { request, trace, acquirerId, now }: NamedRequest): Content => {
  const { order } = request;
  const { merchantId, merchantCategory, nameLocation } = acceptorOf(profile, order.merchant);
  const amount = toWireAmount(isUndoing(request) ? originalOf(request).amount : request.amount, profile);
  const times = messageTimes(instantOf(trace.transmittedAt, now), profile.timeZone);
  return {
    processingCode: profile.processingCodes.purchase,
    amount: numeric(amount.minor, AMOUNT_DIGITS),
    ...times,
    transmissionTime: trace.transmittedAt,
    stan: stanText(trace.stan),
    merchantCategory,
    acquirerCountry: profile.acquirerCountry,
    acquirerId,
    rrn: trace.rrn,
    terminalId: trace.terminalId,
    // The end of a long id is its random part.
    merchantId: merchantId ?? order.merchant.slice(-MERCHANT_ID_LENGTH),
    acceptorNameLocation: nameLocation,
    currency: amount.currency,
    ...(profile.orderField === undefined ? {} : { [profile.orderField]: order.id }),
  };
};

const isUndoing = ({ kind }: ProcessorRequest): boolean => kind === 'void' || kind === 'reverse';

const originalOf = ({ original }: ProcessorRequest): OriginalRequest => {
  invariant(original !== undefined, 'a request about an authorization names it');
  return original;
};

const cardContent = ({ posEntryMode, posConditionCode }: AcquirerProfile, card: CardDetails): Content => ({
  pan: card.pan.reveal(),
  expiry: card.expiry,
  posEntryMode: card.isStored ? posEntryMode.stored : posEntryMode.entered,
  posConditionCode,
});

const authorizeContent = (profile: AcquirerProfile, { request: { card } }: NamedRequest): Content => {
  invariant(card !== undefined, 'an authorization has a card');
  const { field, tags } = profile.privateData;
  const privateData = {
    addressDigits: card.streetDigits.slice(0, MAX_ADDRESS_DIGITS),
    postalCode: card.postalCode,
    cvc: card.cvc?.reveal(),
  };
  return { ...cardContent(profile, card), [field]: formatPrivateData(privateData, tags) };
};

const captureContent = ({ finalCapture }: AcquirerProfile, { request }: NamedRequest): Content => {
  const { field, final, partial } = finalCapture;
  const says = request.isFinal ? final : partial;
  const authorizationCode = originalOf(request).authorizationCode || undefined;
  return says === undefined ? { authorizationCode } : { authorizationCode, [field]: says };
};

const refundContent = ({ processingCodes }: AcquirerProfile, { request }: NamedRequest): Content => ({
  processingCode: processingCodes.refund,
  authorizationCode: originalOf(request).authorizationCode || undefined,
});

/** Tells the card instead of an authorization. Neither address nor security code: nothing is charged. */
const creditContent = (profile: AcquirerProfile, { request: { card } }: NamedRequest): Content => {
  invariant(card !== undefined, 'a credit has a card');
  return { processingCode: profile.processingCodes.refund, ...cardContent(profile, card) };
};

/** Names what is undone, with what stays of it where that is something. */
const undoContent = (profile: AcquirerProfile, { request, acquirerId }: NamedRequest): Content => {
  const { isSale, amount, reference } = originalOf(request);
  const trace = iso8583Of(reference);
  const stays = toWireAmount({ ...amount, minor: amount.minor - request.amount.minor }, profile).minor;
  return {
    originalData: formatOriginalData({
      mti: isSale ? '0200' : '0100',
      stan: stanText(trace.stan),
      transmissionTime: trace.transmittedAt,
      acquirerId,
    }),
    replacementAmounts: request.kind === 'void' && stays > 0n ? formatReplacementAmount(stays) : undefined,
  };
};

/** The names that an earlier request went under. A reference of another processor is a defect. */
export const iso8583Of = (reference: OriginalRequest['reference']): TraceNumbers => {
  invariant(reference?.reference.case === 'iso8583', 'what went over this link has its reference');
  const { stan, rrn, terminalId, transmittedAt } = reference.reference.value;
  return { stan, rrn, terminalId, transmittedAt };
};

const CONTENT: Readonly<Record<ProcessorRequest['kind'], (profile: AcquirerProfile, named: NamedRequest) => Content>> = {
  authorize: authorizeContent,
  capture: captureContent,
  refund: refundContent,
  credit: creditContent,
  void: undoContent,
  reverse: undoContent,
};

const stanText = (stan: number): string => String(stan).padStart(6, '0');
