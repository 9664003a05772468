import { RESPONSE, type ResponseCode } from './response-codes.js';

/** When the answer leaves: at once, late, or never (the acquirer has decided all the same, as when a line breaks behind it). */
export type Delivery = 'now' | 'late' | 'never';

type Behavior = {
  readonly response?: ResponseCode;
  readonly delivery?: Delivery;
  readonly hasWrongAddress?: boolean;
  readonly hasWrongCvc?: boolean;
};

/** Cards that do something else than approve. */
const TEST_CARDS: Readonly<Record<string, Behavior>> = {
  '4000000000000002': { response: RESPONSE.doNotHonor },
  '4000000000009995': { response: RESPONSE.insufficientFunds },
  '4000000000000069': { response: RESPONSE.expiredCard },
  '4000000000000127': { hasWrongCvc: true },
  '4000000000000036': { hasWrongAddress: true },
  '4000000000000119': { delivery: 'never' },
  '4000000000000259': { delivery: 'late' },
};

export type Sent = {
  readonly addressDigits?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly cvc?: string | undefined;
};
export type Judgment = { readonly response: ResponseCode; readonly avs: string; readonly cvc: string };

/** What the issuer says to a card. AVS alone never declines: the merchant decides (linkpoint.md §7); a wrong CVC does. */
export const judgeCard = (pan: string, sent: Sent): Judgment => {
  const behavior = TEST_CARDS[pan] ?? {};
  const cvc = cvcResult(behavior, sent);
  return { response: responseTo(pan, behavior, cvc), avs: avsResult(behavior, sent), cvc };
};

export const deliveryFor = (pan: string): Delivery => TEST_CARDS[pan]?.delivery ?? 'now';

const responseTo = (pan: string, behavior: Behavior, cvc: string): ResponseCode => {
  if (!passesLuhn(pan)) return RESPONSE.invalidCardNumber;
  return behavior.response ?? (cvc === 'N' ? RESPONSE.cvcMismatch : RESPONSE.approved);
};

const cvcResult = (behavior: Behavior, sent: Sent): string => {
  if (sent.cvc === undefined) return 'P';
  return behavior.hasWrongCvc ? 'N' : 'M';
};

const avsResult = (behavior: Behavior, sent: Sent): string => {
  if (sent.addressDigits === undefined && sent.postalCode === undefined) return 'U';
  if (behavior.hasWrongAddress) return 'N';
  if (sent.postalCode === undefined) return 'A';
  return sent.addressDigits === undefined ? 'Z' : 'Y';
};

/** Source: ISO/IEC 7812-1 annex B. */
const passesLuhn = (pan: string): boolean => {
  let sum = 0;
  for (let index = 0; index < pan.length; index++) {
    const digit = Number(pan[pan.length - 1 - index]) * (index % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
};
