import type { AcquirerProfile, Message } from '@tollgate/iso8583';

const MANAGEMENT = /^08/;

/** What names a request and its answer alike: the answer's type, and the elements that the profile matches by. A 0110 is no answer to
 *  a 0200, whatever its numbers. */
export const requestKeyOf = (profile: AcquirerProfile, request: Message): string =>
  // The function raised by ten, whether request or repeat. Source: ISO 8583:1987 §4.1.
  keyOf(profile, request, `${request.mti.slice(0, 2)}${Number(request.mti[2]) + 1}0`);

export const answerKeyOf = (profile: AcquirerProfile, answer: Message): string => keyOf(profile, answer, answer.mti);

const keyOf = ({ match }: AcquirerProfile, message: Message, answerType: string): string => {
  let key = answerType;
  for (const name of MANAGEMENT.test(answerType) ? match.management : match.money) key += `|${message[name] ?? ''}`;
  return key;
};
