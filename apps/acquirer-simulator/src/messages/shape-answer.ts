import type { Message } from '@tollgate/iso8583';
import type { Behavior } from '../cards/test-cards.data.js';
import { type Decision, type Host } from './decision.js';
import { RESPONSE } from './response-codes.js';

/** The answer as some hosts give it: proper in content, and odd in form. */
export const shapeAnswer = ({ profile }: Host, { answer: form }: Behavior, answer: Message): Message => {
  switch (form) {
    case 'without_order':
      return profile.orderField === undefined ? answer : { ...answer, [profile.orderField]: undefined };
    case 'more_elements':
      return {
        ...answer,
        authorizationCode: '',
        settlementDate: '1126',
        de54: '0001840C000000000001',
        de55: '9f0206000000000100',
        de63: 'HOST 7 \u007e',
        de128: '0102030405060708',
      };
    case 'wrong_type':
      return { ...answer, mti: answer.mti === '0210' ? '0110' : '0210' };
    case 'own_numbers':
      return { ...answer, rrn: undefined, terminalId: undefined, transmissionTime: '0101000000' };
    default:
      return answer;
  }
};

/** What such a host sends of itself, before it answers. */
export const messagesBefore = ({ profile }: Host, { before }: Behavior, request: Message): NonNullable<Decision['before']> => {
  const manage = (code: string): Message => ({
    mti: '0800',
    transmissionTime: request.transmissionTime,
    stan: '900001',
    networkManagementCode: code,
  });
  switch (before) {
    case 'unmatched':
      return ['0110', '0210'].map((mti) => ({
        mti,
        amount: request.amount,
        transmissionTime: request.transmissionTime,
        stan: '999999',
        rrn: 'UNKNOWN',
        responseCode: RESPONSE.approved,
        terminalId: request.terminalId,
        currency: request.currency,
        [profile.orderField ?? 'merchantReference']: 'INVOICE 0001',
      }));
    case 'garbage':
      return ['garbage'];
    case 'echo':
      return [manage(profile.signOn.echo)];
    case 'sign_off':
      return [manage(profile.signOn.off)];
    default:
      return [];
  }
};
