import { type AcquirerProfile, type AvsLetter, type Message, parseVerificationResults } from '@tollgate/iso8583';
import { numericCodeOf } from '@tollgate/money';
import type { ProcessorRequest, ProcessorResult } from '../card-processor.js';
import { fromWireAmount, toWireAmount } from './wire-amount.js';

/** What the acquirer's answer to a request means. A code that stands for an approval of something else than was asked, or an approval
 *  with another amount or currency, is an unknown outcome: the money is held, and has to be given back. */
export const readAnswer = (profile: AcquirerProfile, request: ProcessorRequest, answer: Message): ProcessorResult =>
  READERS[request.kind](profile, request, answer);

/** Whether an answer leaves an amount held: whatever nobody waits for and says so has to be reversed. */
export const holdsAmount = ({ codes }: AcquirerProfile, { mti, responseCode = '' }: Message): boolean =>
  (mti === '0110' || mti === '0210') &&
  [codes.approved, codes.partial, codes.reversed].some((each) => each.includes(responseCode));

type Reader = (profile: AcquirerProfile, request: ProcessorRequest, answer: Message) => ProcessorResult;

const DIFFERS: ProcessorResult = { outcome: 'unknown', cause: 'answer_differs' };
const NOT_ACTED_ON: ProcessorResult = { outcome: 'unknown', cause: 'no_answer' };

const readAuthorization: Reader = (profile, request, answer) => {
  const { codes } = profile;
  const { responseCode = '' } = answer;
  if (codes.partial.includes(responseCode)) return readPartial(profile, request, answer);
  if (codes.reversed.includes(responseCode) || responseCode === '') return DIFFERS;
  return codes.approved.includes(responseCode) ? approvedAsAsked(profile, request, answer) : declined(profile, request, answer);
};

/** A lesser amount, in the currency asked: taken for a preauth where the profile says so. A sale takes all or nothing. */
const readPartial: Reader = (profile, request, answer) => {
  const amount = fromWireAmount(answer.amount ?? '0', request.amount.currency, profile);
  const isLess = amount !== undefined && amount.minor > 0n && amount.minor <= request.amount.minor;
  if (request.isSale || profile.partialApproval === 'reverse' || !isLess || !isCurrencyAsked(request, answer)) return DIFFERS;
  return { ...approved(profile, request, answer), amount };
};

/** A repetition that the acquirer calls a duplicate was taken when it came first, and its answer was lost. */
const readAdvice: Reader = (profile, request, answer) => {
  const { codes } = profile;
  const { responseCode = '' } = answer;
  const isTakenBefore = request.repeats !== undefined && codes.duplicate.includes(responseCode);
  if (codes.approved.includes(responseCode) || isTakenBefore) return approvedAsAsked(profile, request, answer);
  return codes.retried.includes(responseCode) || responseCode === '' ? NOT_ACTED_ON : declined(profile, request, answer);
};

const readVoid: Reader = (profile, request, answer) =>
  profile.codes.approved.includes(answer.responseCode ?? '')
    ? approved(profile, request, answer)
    : readAdvice(profile, request, answer);

/** A reversal is never declined: it is done, or it is sent again. */
const readReversal: Reader = (profile, request, answer) =>
  profile.codes.reversalDone.includes(answer.responseCode ?? '') ? approved(profile, request, answer) : NOT_ACTED_ON;

const READERS: Readonly<Record<ProcessorRequest['kind'], Reader>> = {
  authorize: readAuthorization,
  capture: readAdvice,
  refund: readAdvice,
  credit: readAdvice,
  void: readVoid,
  reverse: readReversal,
};

const approvedAsAsked: Reader = (profile, request, answer) => {
  const isAmountAsked = answer.amount === undefined || BigInt(answer.amount) === toWireAmount(request.amount, profile).minor;
  return isAmountAsked && isCurrencyAsked(request, answer) ? approved(profile, request, answer) : DIFFERS;
};

const isCurrencyAsked = ({ amount }: ProcessorRequest, { currency }: Message): boolean =>
  currency === undefined || currency === numericCodeOf(amount.currency);

type Approved = Extract<ProcessorResult, { outcome: 'approved' }>;

const approved = (profile: AcquirerProfile, request: ProcessorRequest, answer: Message): Approved => ({
  outcome: 'approved',
  authorizationCode: answer.authorizationCode?.trim() ?? '',
  networkCode: answer.responseCode ?? '',
  ...checksOf(profile, request, answer),
});

const declined: Reader = (profile, request, answer) => {
  const { responseCode = '' } = answer;
  const code = profile.codes.declines[responseCode] ?? 'declined';
  return { outcome: 'declined', code, networkCode: responseCode, ...checksOf(profile, request, answer) };
};

/** Discover's letters mean other things. Source: Discover's IIN ranges 6011, 644 to 649, 65. */
const DISCOVER = /^(6011|64[4-9]|65)/;
const CVC_LETTERS = 'MNPSU';

const checksOf = (
  { verification }: AcquirerProfile,
  { card }: ProcessorRequest,
  answer: Message,
): { readonly avs: AvsLetter | ''; readonly cvc: string } => {
  if (card === undefined) return { avs: '', cvc: '' };
  const { avs = '', cvc = '' } = parseVerificationResults(answer[verification.field], verification.layout);
  const isDiscover = verification.avs.discover !== undefined && DISCOVER.test(card.pan.reveal());
  const letters = (isDiscover ? verification.avs.discover : undefined) ?? verification.avs.default;
  return { avs: letters[avs] ?? '', cvc: CVC_LETTERS.includes(cvc) ? cvc : '' };
};
