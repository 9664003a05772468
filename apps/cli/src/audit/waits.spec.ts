import { held, logged, operated, type Step, sale, saleCaptureId, step, without } from '../testing/logged-history.js';
import { factsOf } from './order-facts.js';
import { settlementViolations, waitsOf } from './waits.js';

/** Histories whose steps were recorded a second after one another. */
const factsIn = (steps: readonly Step[]) =>
  factsOf(logged(steps).map((event, index) => ({ ...event, recordedAt: (index + 1) * 1_000 })));
const waits = (steps: readonly Step[]): readonly string[] =>
  waitsOf(factsIn(steps)).map(({ service, event, sinceMs }) => `${service} ${event} ${sinceMs}`);
const late = (steps: readonly Step[], nowMs: number, graceMs?: number): readonly string[] =>
  settlementViolations(factsIn(steps), nowMs, graceMs).map(({ invariant, says }) => `${invariant} ${says}`);

describe('X3: an order without progress', () => {
  it.each<[string, readonly Step[], string]>([
    ['tax-shipping', sale.slice(0, 1), 'OrderPriced 1000'],
    ['fraud', sale.slice(0, 2), 'FraudAssessed 2000'],
    ['authorization', sale.slice(0, 3), 'AuthorizationRequested 3000'],
    ['authorization', sale.slice(0, 4), 'PaymentAuthorized or another outcome 4000'],
    ['authorization', [...sale.slice(0, 4), step('payment', 'AuthorizationUnknown')], 'AuthorizationReversed 5000'],
    ['authorization', sale.slice(0, 5), 'PaymentCaptured 5000'],
    ['authorization', [...held, ...operated('Capture', 'c1', 1000, { events: 1 })], 'PaymentCaptured or CaptureFailed 6000'],
    ['authorization', [...held, ...operated('Void', 'v1', 1000, { events: 2 })], 'PaymentVoided or VoidFailed 7000'],
    ['notifications', without(sale, 'MailSent'), 'MailSent 6000'],
    [
      'notifications',
      [...sale, step('order', 'MailRequested', { kind: 'receipt', operation: saleCaptureId })],
      'MailSent or MailFailed 12000',
    ],
    ['esd-delivery', without(without(sale, 'DownloadAccessClosed'), 'MailFailed'), 'DownloadAccessClosed 9000'],
  ])('stands at %s', (service, steps, says) => expect(waits(steps)).toEqual([`${service} ${says}`]));

  it('is named with what it waits for, from whom, and for how long', () =>
    expect(late(sale.slice(0, 2), 44_000)).toEqual(['I17 fraud has not assessed it; waits for fraud (FraudAssessed) for 42 s']));

  it('is one after thirty seconds, or as the operator says', () => {
    expect(late(sale.slice(0, 2), 31_999)).toEqual([]);
    expect(late(sale.slice(0, 2), 32_000)).toHaveLength(1);
    expect(late(sale.slice(0, 2), 7_000, 5_000)).toHaveLength(1);
    expect(late(sale.slice(0, 2), 600_000)[0]).toMatch(/for 9 min$/);
  });

  it('is one however much else happens to it meanwhile', () => {
    const isFetchedAgain = [...without(sale, 'MailSent'), step('delivery', 'DownloadStarted')];
    const busy = [...isFetchedAgain, ...Array.from({ length: 60 }, () => step('delivery', 'DownloadStarted'))];
    expect(late(busy, 71_000)).toEqual(['I11 nobody was told of a capture; waits for notifications (MailSent) for 65 s']);
  });

  it('is none where it has come to its end, or waits for a person', () => {
    expect(waits(sale)).toEqual([]);
    expect(waits(held)).toEqual([]);
    expect(waits([...sale.slice(0, 1), step('pricing', 'OrderPricingFailed')])).toEqual([]);
    expect(waits([...sale.slice(0, 2), step('fraud', 'FraudAssessed', { decision: 'reject' })])).toEqual([]);
    const failed = step('notice', 'MailFailed', { kind: 'receipt', operation: saleCaptureId });
    expect(waits([...without(sale, 'MailSent'), failed])).toEqual([]);
  });
});
