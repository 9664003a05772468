import { ordersEnd } from './ends.ts';
import { booksOf, type Evidence, type RecordedText, type Rule } from './evidence.ts';
import { aSecondPersonApproves, creditsStayWithinTheDay, onePersonStaysWithinTheLimit } from './giving-back.ts';
import { moneyIsConserved } from './money.ts';
import { paymentsGoStepByStep } from './record.ts';
import { Scribe, soundEvidence, usd } from './testing/sound-evidence.ts';
import { withData, without } from './testing/tampering.ts';

const idOf = (number: number): string => `01a20847-aaaa-7000-8000-${String(number).padStart(12, '0')}`;

/** A credit of 300 that was given; the store allows 500 a day. */
const credit = (number: number): readonly RecordedText[] => {
  const scribe = new Scribe(idOf(number), 'mer_a');
  const placed = scribe.write('CreditPlaced', { amount: usd(300), metadata: { cart: `credit-${number}` } });
  scribe.write('CreditSubmitted', { operation: placed, amount: usd(300) }, placed);
  scribe.write('CreditSettled', { operation: placed, amount: usd(300) }, placed);
  return scribe.events;
};

/** Of an order of which one person may give back 100: 80 alone, and 200 that another one approves. */
const refunds = (number: number): readonly RecordedText[] => {
  const scribe = new Scribe(idOf(number), 'mer_a');
  scribe.write('OrderPlaced', { lines: [] });
  scribe.by = 'usr_ann';
  scribe.write('RefundRequested', { amount: usd(80) });
  const approval = scribe.write('RefundApprovalRequested', { amount: usd(200) });
  scribe.by = 'usr_bob';
  scribe.write('RefundApprovalResolved', { approval, decision: 'approve' });
  scribe.write('RefundRequested', { amount: usd(200), approval });
  return scribe.events;
};

const evidence = (...events: readonly RecordedText[]): Evidence => ({ ...soundEvidence(), events, acquirer: [] });
const found = (rule: Rule, judged: Evidence): readonly string[] => rule(judged, booksOf(judged)).map(({ detail }) => detail);
const later = (events: readonly RecordedText[], occurredAt: string): readonly RecordedText[] =>
  events.map((event) => ({
    ...event,
    headerText: event.headerText.replace(/"occurredAt":"[^"]+"/, `"occurredAt":"${occurredAt}"`),
  }));
const lastTwice = (events: readonly RecordedText[], count: number): readonly RecordedText[] => [
  ...events,
  ...events.slice(-count),
];
const bySomebody = (events: readonly RecordedText[], from: string, to: string): readonly RecordedText[] =>
  events.map((event) => ({ ...event, headerText: event.headerText.replace(from, to) }));

describe('the auditor of credits', () => {
  it('lets a day have what it allows, and the next one as much', () => {
    expect(found(creditsStayWithinTheDay, evidence(...credit(1)))).toEqual([]);
    // Midnight is at 12:00 UTC.
    const yesterday = later(credit(2), '2026-11-23T11:59:59.999Z');
    expect(found(creditsStayWithinTheDay, evidence(...credit(1), ...yesterday))).toEqual([]);
  });

  it('notices a day that is given more than it allows; what was declined is not', () => {
    const both = evidence(...credit(1), ...credit(2));
    expect(found(creditsStayWithinTheDay, both)).toEqual([expect.stringMatching(/credits of 600 were given, and 500/)]);
    expect(found(creditsStayWithinTheDay, without(both, 'CreditSettled'))).toEqual([]);
  });

  it('notices one that has no end, one that the acquirer knows nothing of, and one that is settled twice', () => {
    expect(found(ordersEnd, without(evidence(...credit(1)), 'CreditSettled'))).toEqual(['is a credit without an end']);
    expect(found(moneyIsConserved, evidence(...credit(1)))).toEqual(['credited: 300 in the log, 0 at the acquirer']);
    expect(found(paymentsGoStepByStep, evidence(...credit(1)))).toEqual([]);
    expect(found(paymentsGoStepByStep, evidence(...lastTwice(credit(1), 1)))).toEqual([
      expect.stringMatching(/CreditSettled of .*, which is ended/),
    ]);
  });
});

describe('the auditor of refunds that want a second person', () => {
  const sound = evidence(...refunds(1));

  it('finds nothing where another person approved what was asked for', () => {
    expect(found(aSecondPersonApproves, sound)).toEqual([]);
    expect(found(onePersonStaysWithinTheLimit, sound)).toEqual([]);
  });

  it.each([
    ['that their own person approved', evidence(...bySomebody(refunds(1), 'usr_bob', 'usr_ann')), /usr_ann decided to approve/],
    [
      'that somebody approved who may not',
      evidence(...bySomebody(refunds(1), 'usr_bob', 'usr_cal')),
      /usr_cal decided to approve/,
    ],
    ['that nobody approved', without(sound, 'RefundApprovalResolved'), /names approval .*, which nobody gave/],
    ['that were rejected', withData(sound, 'RefundApprovalResolved', { decision: 'reject' }), /which nobody gave/],
    [
      'that were approved as another amount',
      withData(sound, 'RefundApprovalRequested', { amount: usd(150) }),
      /200 is given back/,
    ],
    ['that nobody asked for', without(sound, 'RefundApprovalRequested'), /decided what nobody asked for/],
    ['that were approved twice', evidence(...lastTwice(refunds(1), 2)), /was decided 2 times/],
    ['that were given back twice', evidence(...lastTwice(refunds(1), 1)), /was given back 2 times/],
  ])('notices refunds %s', (_what, judged, expected) =>
    expect(found(aSecondPersonApproves, judged)).toEqual(expect.arrayContaining([expect.stringMatching(expected)])),
  );

  it('notices what one person gives back beyond the limit, bit by bit', () => {
    const more = withData(sound, 'RefundRequested', { amount: usd(101) });
    expect(found(onePersonStaysWithinTheLimit, more)).toEqual(['people gave 101 back alone, and may 100']);
    const unknown = { ...more, limits: [{ merchant: 'mer_a', minor: 100, atMs: 1_000 }] };
    expect(found(onePersonStaysWithinTheLimit, unknown)).toEqual([]);
  });
});
