import { held, logged, operated, type Step, sale, step, usd, without } from '../testing/logged-history.js';
import { factsOf } from './order-facts.js';
import { orderStatusOf } from './order-status.js';

const statusOf = (steps: readonly Step[]): string => orderStatusOf(factsOf(logged(steps)));
const assessed = (decision: string) => [...sale.slice(0, 2), step('fraud', 'FraudAssessed', { decision })];
const asked = sale.slice(0, 4);

describe('I7: where an order stands by its log', () => {
  it.each<[string, readonly Step[]]>([
    ['pending', asked],
    ['pending', [...asked, step('payment', 'PaymentAuthorized', { amount: usd(5426) })]],
    ['review', assessed('review')],
    ['pending', [...assessed('review'), step('fraud', 'FraudReviewResolved', { decision: 'accept' })]],
    ['rejected', [...assessed('review'), step('fraud', 'FraudReviewResolved', { decision: 'reject' })]],
    ['rejected', assessed('reject')],
    ['rejected', [...sale.slice(0, 1), step('pricing', 'OrderPricingFailed')]],
    ['rejected', [...sale.slice(0, 3), step('payment', 'OrderRejected')]],
    ['declined', [...asked, step('payment', 'PaymentDeclined')]],
    ['declined', [...asked, step('payment', 'AuthorizationUnknown')]],
    ['declined', [...asked, step('payment', 'AuthorizationUnknown'), step('payment', 'AuthorizationReversed')]],
    ['approved', sale],
    ['approved', held],
    ['approved', [...held, ...operated('Capture', 'c1', 426), ...operated('Void', 'v1', 5000)]],
    ['voided', [...held, ...operated('Void', 'v1', 5426)]],
    ['expired', [...held, step('payment', 'AuthorizationExpired', { amount: usd(5426) })]],
    ['partially_refunded', [...sale, ...operated('Refund', 'r1', 26)]],
    ['refunded', [...sale, ...operated('Refund', 'r1', 26), ...operated('Refund', 'r2', 5400)]],
    ['approved', [...sale, ...operated('Refund', 'r1', 26, { events: 2 })]],
    ['approved', [...without(sale, 'MailSent')]],
  ])('is %s', (status, steps) => expect(statusOf(steps)).toBe(status));
});
