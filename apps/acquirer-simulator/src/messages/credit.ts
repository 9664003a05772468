import type { Message } from '@tollgate/iso8583';
import { passesLuhn } from '@tollgate/order';
import type { BookEntry } from '../books/journal-entry.js';
import { behaviorOf } from '../cards/test-cards.js';
import { readAdvice } from './advice.js';
import { type Decision, type Host, isRepeat, orderOf, reply } from './decision.js';
import { holdsAmount, RESPONSE, type ResponseCode } from './response-codes.js';

/** 0220 with processing code 20 and a card number gives money to that card without a transaction before it: each message once. A card that declines
 *  what it is charged, or refuses refunds, refuses this, too. */
export const credit = (host: Host, message: Message): Decision => {
  const advice = readAdvice(message);
  const order = orderOf(host, message);
  const { pan = '' } = message;
  if (advice === undefined || order === undefined) return reply(message, { responseCode: RESPONSE.formatError });
  const isKnown = host.book.hasAdvice('credited', advice);
  const refusal = isKnown ? undefined : refusalOf(pan, advice.amount);
  const entries: readonly BookEntry[] =
    isKnown || refusal !== undefined ? [] : [{ kind: 'credited', order, last4: pan.slice(-4), ...advice }];
  const isSilent = behaviorOf(pan).isFirstAdviceSilent === true && !isRepeat(message.mti);
  const decision = reply(message, { responseCode: refusal ?? RESPONSE.approved });
  return { ...decision, entries, delivery: isSilent ? 'never' : 'now' };
};

const refusalOf = (pan: string, amount: number): ResponseCode | undefined => {
  if (!passesLuhn(pan)) return RESPONSE.invalidCardNumber;
  if (amount === 0) return RESPONSE.invalidAmount;
  const { response, refundResponse } = behaviorOf(pan);
  if (response !== undefined && !holdsAmount(response)) return response;
  return refundResponse;
};
