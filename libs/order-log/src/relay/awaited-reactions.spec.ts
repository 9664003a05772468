import { eventKinds } from '@tollgate/contracts';
import { recorded } from '@tollgate/testing';
import { awaitedReactions, awaitsReaction } from './awaited-reactions.js';

describe('an event awaits a reaction', () => {
  it.each([
    ['FraudAssessed', 'accept', true],
    ['FraudAssessed', 'review', false],
    ['FraudAssessed', 'reject', false],
    ['FraudReviewResolved', 'accept', true],
    ['FraudReviewResolved', 'reject', false],
  ] as const)('%s as %s: %s', (type, decision, expected) => expect(awaitsReaction(recorded(type, { decision }))).toBe(expected));

  it('when an order was placed', () => expect(awaitsReaction(recorded('OrderPlaced', {}))).toBe(true));
  it('not when a mail was sent', () => expect(awaitsReaction(recorded('MailSent', {}))).toBe(false));

  it('by events that exist', () => {
    for (const { type, following } of awaitedReactions)
      for (const one of [type, ...following]) expect(eventKinds).toHaveProperty(one);
  });
});
