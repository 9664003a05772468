import type { Evidence } from './evidence.ts';
import { ids, publicId, soundEvidence, usd } from './testing/sound-evidence.ts';
import { first, rulesOf, type Tampered, withData, withHeader, without } from './testing/tampering.ts';

const tampered: readonly Tampered[] = [
  [
    'an acknowledged order is not in the log',
    /^I1: /,
    (e) => ({ ...e, events: e.events.filter(({ headerText }) => !headerText.includes(ids.sale)) }),
  ],
  ['an event is taken out', /^I2: payment has the versions 1, 3/, (e) => without(e, 'PaymentAuthorized')],
  [
    'a payment takes a step that it may not',
    /^I2: PaymentAuthorized after an authorization that is unknown/,
    (e) => withHeader(e, 'AuthorizationReversed', { type: 'PaymentAuthorized' }),
  ],
  ['an operation ends that was never sent', /^I2: PaymentRefunded of .* requested/, (e) => without(e, 'RefundSubmitted')],
  ['an amount is changed afterwards', /^I13: /, (e) => withData(e, 'OrderPriced', { subtotal: usd(1) })],
  [
    'two authorizations are live',
    /^I3: 2 authorizations are live/,
    (e) => ({ ...e, acquirer: [...e.acquirer, ...e.acquirer.slice(0, 1)] }),
  ],
  [
    'the acquirer is asked twice',
    /^I3: the acquirer was asked 2 times/,
    (e) => ({ ...e, acquirer: [...e.acquirer, ...e.acquirer.slice(0, 1)] }),
  ],
  [
    'a capture is taken twice',
    /^I3: capture .* was taken 2 times/,
    (e) => ({ ...e, acquirer: [...e.acquirer, ...e.acquirer.slice(2, 3)] }),
  ],
  [
    'more is captured than held',
    /^I3: 1600 captured of 1000/,
    (e) => ({ ...e, acquirer: e.acquirer.map((one) => (one.kind === 'capture' ? { ...one, minor: 1_600n } : one)) }),
  ],
  [
    'an unknown outcome stays unknown',
    /^I4: an authorization has neither outcome nor reversal/,
    (e) => without(e, 'AuthorizationReversed'),
  ],
  [
    'a late approval stays live',
    /^I4: the acquirer holds what the log does not know of/,
    (e) => ({ ...e, acquirer: e.acquirer.filter(({ kind }) => kind !== 'reverse') }),
  ],
  [
    'the acquirer holds another amount',
    /^I4: the log holds 1000, the acquirer 900/,
    (e) => ({ ...e, acquirer: first(e.acquirer, { minor: 900n }) }),
  ],
  [
    'a late approval is shown',
    /^I4: was answered 201/,
    (e) => ({ ...e, answers: e.answers.map((one) => (one.status === 402 ? { ...one, status: 201 } : one)) }),
  ],
  [
    'a refund is not in the acquirer’s books',
    /^I5: refunded: 200 in the log, 0 at the acquirer/,
    (e) => ({ ...e, acquirer: e.acquirer.filter(({ kind }) => kind !== 'refund') }),
  ],
  [
    'a capture is not in the acquirer’s books',
    /^I5: captured: 600 in the log, 0/,
    (e) => ({ ...e, acquirer: e.acquirer.filter(({ kind }) => kind !== 'capture') }),
  ],
  [
    'a void is not in the acquirer’s books',
    /^I5: voided: 400 in the log, 0/,
    (e) => ({ ...e, acquirer: e.acquirer.filter(({ kind }) => kind !== 'void') }),
  ],
  [
    'a refund is sent that cannot be',
    /^I5: refund of 200 was sent, and refused/,
    (e) => ({ ...e, acquirer: e.acquirer.map((one) => (one.kind === 'refund' ? { ...one, refusal: 'refund_too_large' } : one)) }),
  ],
  ['more is refunded than captured', /^I5: 700 refunded of 600/, (e) => withData(e, 'PaymentRefunded', { amount: usd(700) })],
  [
    'a refund beyond what was captured is accepted',
    /^I5: refunds of 900 were accepted, of 600/,
    (e) => withData(e, 'RefundRequested', { amount: usd(900) }),
  ],
  [
    'a capture beyond what was authorized is accepted',
    /^I5: captures and voids of 1200 were accepted/,
    (e) => withData(e, 'CaptureRequested', { amount: usd(1_200) }),
  ],
  ['a captured authorization expires', /^I5: 1000 expired, and 0 was left/, (e) => withExpiry(e)],
  ['a total is not the sum of its parts', /^I5: OrderPriced is not the sum/, (e) => withData(e, 'OrderPriced', { tax: usd(51) })],
  [
    'a refund is not the sum of its parts',
    /^I5: RefundRequested is not the sum/,
    (e) => withData(e, 'RefundRequested', { shipping: usd(21) }),
  ],
  [
    'a repeated request has another answer',
    /^I6: mer_a k1 has 2 answers/,
    (e) => ({ ...e, answers: first(e.answers, { text: `${e.answers[0]?.text} ` }) }),
  ],
  ['a key places two orders', /^I6: .*cart-1 was placed 2 times/, (e) => placedTwice(e)],
  [
    'an operation is nobody’s',
    /^I6: RefundRequested .* is the answer to 0 keys/,
    (e) => ({ ...e, answers: e.answers.filter(({ kind }) => kind !== 'refund') }),
  ],
  [
    'new links are nobody’s',
    /^I6: DownloadsReissueRequested .* is the answer to 0 keys/,
    (e) => ({ ...e, answers: e.answers.filter(({ kind }) => kind !== 'reissue') }),
  ],
  [
    'two keys have one operation',
    /^I6: .* is the answer to 2 keys/,
    (e) => ({ ...e, answers: [...e.answers, { ...(e.answers[4] as never as Evidence['answers'][number]), key: 'k9' }] }),
  ],
  [
    'an event never reaches a service',
    /^I7: PaymentCaptured never reached notifications/,
    (e) => ({ ...e, acknowledged: new Map() }),
  ],
  [
    'a report shows another status',
    /^I7: is reported as status pending/,
    (e) => ({ ...e, reports: { ...e.reports, orders: first(e.reports.orders, { status: 'pending' }) } }),
  ],
  [
    'a report is behind',
    /^I7: is reported up to payment 1 of/,
    (e) => ({ ...e, reports: { ...e.reports, orders: first(e.reports.orders, { versions: '{"payment":1}' }) } }),
  ],
  [
    'an order is not reported',
    /^I7: is not reported/,
    (e) => ({ ...e, reports: { ...e.reports, orders: e.reports.orders.slice(1) } }),
  ],
  [
    'a day’s sales are wrong',
    /^I7: mer_a is told 1599 captured/,
    (e) => ({ ...e, reports: { ...e.reports, sales: first(e.reports.sales, { captured_minor: 1_599 }) } }),
  ],
  [
    'an order is priced twice',
    /^I9: OrderPriced: recorded 2 times/,
    (e) => ({ ...e, events: [...e.events, ...e.events.slice(1, 2)] }),
  ],
  [
    'a request for new links is answered twice',
    /^I9: new links for .*: recorded 2 times/,
    (e) => ({ ...e, events: [...e.events, ...e.events.filter(({ headerText }) => headerText.includes('"DownloadsReissued"'))] }),
  ],
  [
    'a merchant is shown another’s order',
    /^I14: mer_b was shown an order of mer_a/,
    (e) => ({
      ...e,
      answers: [
        ...e.answers,
        { kind: 'capture', merchant: 'mer_b', key: 'x', status: 201, text: `{"order":"${publicId('ord', ids.sale)}"}` },
      ],
    }),
  ],
  [
    'an order delivers another’s goods',
    /^I14: an order of mer_a delivers mer_b/,
    (e) => withData(e, 'OrderPlaced', { lines: [{ forms: [{ file: { objectKey: 'mer_b/EBOOK-1/1' } }] }] }),
  ],
  [
    'an event is parked',
    /^I16: fraud parked OrderPriced/,
    (e) => ({ ...e, parked: [{ service: 'fraud', type: 'OrderPriced', order: ids.sale, error: 'Error' }] }),
  ],
  [
    'a request meets a defect',
    /^defect: place k1 was answered 500/,
    (e) => ({ ...e, answers: first(e.answers, { status: 500 }) }),
  ],
  ['a promise has no handler', /^defect: a promise/, (e) => ({ ...e, defects: ['a promise without a handler'] })],
  ['an order is never priced', /^end: was never priced/, (e) => without(e, 'OrderPriced')],
  ['an order is never assessed', /^end: was never assessed/, (e) => without(e, 'FraudAssessed')],
  ['an order stays pending', /^end: is pending for ever/, (e) => without(without(e, 'PaymentAuthorized'), 'PaymentCaptured')],
  ['an operation never ends', /^end: RefundRequested .* never ended/, (e) => without(e, 'PaymentRefunded')],
  ['new links are never issued', /^end: DownloadsReissueRequested .* never ended/, (e) => without(e, 'DownloadsReissued')],
  ['a capture grants nothing', /^end: 1 captures, 0 grants/, (e) => without(e, 'DownloadsGranted')],
  [
    'a request is never answered',
    /^end: place mer_a k7 never got its answer/,
    (e) => ({ ...e, answers: [...e.answers, { kind: 'place', merchant: 'mer_a', key: 'k7', status: undefined, text: '' }] }),
  ],
  [
    'an order is judged by old settings',
    /^settings: was judged by version 0/,
    (e) => withData(e, 'FraudAssessed', { settingsVersion: 0 }),
  ],
  [
    'an order is accepted though its goods are blocked',
    /^lists: was accepted though its goods are blocked/,
    (e) => withData(e, 'OrderPlaced', { lines: [{ sku: 'SONG-9' }] }),
  ],
  [
    'an order is rejected for goods that nobody blocked',
    /^lists: was rejected for goods that nobody blocked/,
    (e) => withData(e, 'FraudAssessed', { reasons: ['sku_blocked'] }),
  ],
];

const withExpiry = (evidence: Evidence): Evidence => {
  const captured = evidence.events.find(({ headerText }) => JSON.parse(headerText).type === 'PaymentCaptured');
  const header = { ...JSON.parse(captured?.headerText ?? '{}'), type: 'AuthorizationExpired' };
  const expired = {
    hash: '',
    committedAtMs: 0,
    headerText: JSON.stringify(header),
    dataText: JSON.stringify({ amount: usd(1_000) }),
  };
  return { ...evidence, events: [...evidence.events, expired] };
};

const placedTwice = (evidence: Evidence): Evidence => {
  const other = ids.sale.replace('aaaa', 'dddd');
  const copies = evidence.events.filter(({ headerText }) => headerText.includes(ids.sale));
  const events = copies.map((event) => ({ ...event, headerText: event.headerText.replaceAll(ids.sale, other) }));
  return { ...evidence, events: [...evidence.events, ...events] };
};

describe('the auditor', () => {
  it('finds nothing where everything is in order', () => expect(rulesOf(soundEvidence())).toEqual([]));

  it.each(tampered)('notices where %s', (_what, expected, tamper) =>
    expect(rulesOf(tamper(soundEvidence()))).toEqual(expect.arrayContaining([expect.stringMatching(expected)])),
  );
});
