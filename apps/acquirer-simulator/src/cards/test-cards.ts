import type { PrivateData } from '@tollgate/iso8583';
import { passesLuhn } from '@tollgate/order';
import { RESPONSE, type ResponseCode } from '../messages/response-codes.js';
import { type Behavior, TEST_CARDS } from './test-cards.data.js';

const PROPER: Behavior = { name: '' };
const BY_NAME: ReadonlyMap<string, Behavior> = new Map(Object.values(TEST_CARDS).map((each) => [each.name, each]));

export type Judgment = { readonly response: ResponseCode; readonly avs: string; readonly cvc: string };

export const behaviorOf = (pan: string): Behavior => TEST_CARDS[pan] ?? PROPER;

/** The behavior that the books have noted with a transaction. */
export const behaviorNamed = (name: string | undefined): Behavior => BY_NAME.get(name ?? '') ?? PROPER;

/** What the issuer says to a card. AVS alone never declines: the merchant decides; a wrong CVC does. */
export const judgeCard = (pan: string, sent: PrivateData): Judgment => {
  const behavior = behaviorOf(pan);
  const cvc = cvcResult(behavior, sent);
  return { response: responseTo(pan, behavior, cvc), avs: avsResult(behavior, sent), cvc };
};

const responseTo = (pan: string, behavior: Behavior, cvc: string): ResponseCode => {
  if (!passesLuhn(pan)) return RESPONSE.invalidCardNumber;
  return behavior.response ?? (cvc === 'N' ? RESPONSE.cvcMismatch : RESPONSE.approved);
};

const cvcResult = (behavior: Behavior, sent: PrivateData): string => {
  if (sent.cvc === undefined) return 'P';
  return behavior.hasWrongCvc === true ? 'N' : 'M';
};

const avsResult = (behavior: Behavior, sent: PrivateData): string => {
  if (sent.addressDigits === undefined && sent.postalCode === undefined) return 'U';
  if (behavior.hasWrongAddress === true) return 'N';
  if (sent.postalCode === undefined) return 'A';
  return sent.addressDigits === undefined ? 'Z' : 'Y';
};
