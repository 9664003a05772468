import { eventKinds } from '@tollgate/contracts';
import { changed, held, logged, operated, placementId, type Step, sale, step, usd, without } from '../testing/logged-history.js';
import { factsOf } from './order-facts.js';
import { orderViolations } from './order-rules.js';
import { historyViolations, isKnownType } from './valid-history.js';
import { settlementViolations } from './waits.js';

const violationsOf = (steps: readonly Step[], nowMs = 120_000) => {
  const events = logged(steps);
  const facts = factsOf(events);
  return [...historyViolations(events), ...orderViolations(facts), ...settlementViolations(facts, nowMs)];
};
const broken = (steps: readonly Step[], nowMs?: number): readonly string[] => [
  ...new Set(violationsOf(steps, nowMs).map(({ invariant }) => invariant)),
];
const sayings = (steps: readonly Step[]): string =>
  violationsOf(steps)
    .map(({ says }) => says)
    .join('; ');

const placed = sale.slice(0, 3);
const captured = [...held, ...operated('Capture', 'c1', 5426, { isFinal: true })];
const heldForReview = [
  ...sale.slice(0, 2),
  step('fraud', 'FraudAssessed', { decision: 'review', reviewUntil: '1970-01-01T00:00:30Z' }),
];

it('the auditor knows every event of this release, so that none passes for one of a later release', () =>
  expect(Object.keys(eventKinds).filter((type) => !isKnownType(type))).toEqual([]));

describe('the auditor finds nothing', () => {
  it.each<[string, readonly Step[]]>([
    ['in a sale that ended well', sale],
    ['in a sale that was declined', [...sale.slice(0, 4), step('payment', 'PaymentDeclined', { operation: placementId })]],
    ['in an order that was rejected', [...placed, step('payment', 'OrderRejected', { code: 'card_data_lost' })]],
    ['in several captures', [...held, ...operated('Capture', 'c1', 3000), ...operated('Capture', 'c2', 2426)]],
    [
      'in a capture of 70 and 20 of 100, and a void of the rest',
      [...held, ...operated('Capture', 'c1', 3000), ...operated('Void', 'v1', 2426)],
    ],
    ['in a final capture of a part', [...held, ...operated('Capture', 'c1', 3000, { isFinal: true })]],
    ['in refunds that give everything back', [...captured, ...operated('Refund', 'r1', 1000), ...operated('Refund', 'r2', 4426)]],
    [
      'in a refund that the processor refused, and another one',
      [
        ...captured,
        ...operated('Refund', 'r1', 5426, { events: 2 }),
        step('payment', 'RefundFailed', { operation: 'r1' }),
        ...operated('Refund', 'r2', 5426),
      ],
    ],
    [
      'in a capture that we refused',
      [
        ...held,
        ...operated('Capture', 'c1', 1, { events: 1 }),
        step('payment', 'CaptureFailed', { operation: 'c1' }),
        ...operated('Void', 'v1', 5426),
      ],
    ],
    [
      'in an authorization that expired',
      [...held, step('payment', 'AuthorizationExpired', { operation: placementId, amount: usd(5426) })],
    ],
    [
      'in an authorization that was unknown and undone',
      [...sale.slice(0, 4), step('payment', 'AuthorizationUnknown'), step('payment', 'AuthorizationReversed')],
    ],
    [
      'in an order of nothing, which no processor saw',
      changed(
        changed(changed(without(sale, 'AuthorizationRequested'), 'PaymentAuthorized', { amount: usd(0) }), 'PaymentCaptured', {
          amount: usd(0),
        }),
        'OrderPriced',
        { total: usd(0) },
      ),
    ],
    [
      'in a held order that was accepted',
      [...heldForReview, step('fraud', 'FraudReviewResolved', { decision: 'accept' }), ...sale.slice(3)],
    ],
    [
      'in access that a refund took back before the download',
      [
        ...without(without(without(sale, 'DownloadStarted'), 'DownloadCompleted'), 'DownloadAccessClosed'),
        step('delivery', 'DownloadAccessRevoked', { entitlements: [0] }),
        step('delivery', 'DownloadAccessClosed'),
      ],
    ],
    ['in a mail that was refused for good', sale.map((one) => (one.type === 'MailSent' ? { ...one, type: 'MailFailed' } : one))],
  ])('%s', (_what, steps) => expect(violationsOf(steps)).toEqual([]));

  it('in a merchant’s settings, which are a history of another kind', () => {
    const settings = [1, 2].map(() => step('notice-settings', 'SettingsChanged', { area: 'receipt' }));
    expect(historyViolations(logged(settings, { kind: 'merchant', id: 'm' }))).toEqual([]);
  });
});

describe('I2: the auditor finds', () => {
  it.each<[string, readonly Step[], string]>([
    ['an order that was never placed', sale.slice(1), 'it was never placed'],
    ['an event after the end of its mail', [...sale, ...sale.slice(-1)], 'MailSent follows MailSent in mail receipt'],
    ['a capture that nobody asked for', without(captured, 'CaptureRequested'), 'CaptureSubmitted follows nothing in capture c1'],
    ['a capture without intent', without(captured, 'CaptureSubmitted'), 'PaymentCaptured follows CaptureRequested'],
    [
      'two outcomes of one refund',
      [...captured, ...operated('Refund', 'r1', 1), step('payment', 'RefundFailed', { operation: 'r1' })],
      'RefundFailed follows PaymentRefunded',
    ],
    [
      'a void that took place twice',
      [...held, ...operated('Void', 'v1', 5426), step('payment', 'PaymentVoided', { operation: 'v1' })],
      'PaymentVoided follows PaymentVoided',
    ],
    [
      'an authorization that came back to life',
      [...sale.slice(0, 4), step('payment', 'AuthorizationUnknown'), step('payment', 'PaymentAuthorized')],
      'PaymentAuthorized follows AuthorizationUnknown',
    ],
    [
      'an expiry of what was never authorized',
      [...sale.slice(0, 4), step('payment', 'AuthorizationExpired')],
      'AuthorizationExpired follows AuthorizationRequested',
    ],
    [
      'a review of an order that was not held',
      [...sale, step('fraud', 'FraudReviewResolved', { decision: 'accept' })],
      'its review was resolved, and it was not held',
    ],
    [
      'a reversal of what was known',
      [...sale, step('payment', 'AuthorizationReversed')],
      'AuthorizationReversed follows PaymentCaptured',
    ],
    [
      'money that was authorized without being asked for',
      without(sale, 'AuthorizationRequested'),
      'money was authorized that nobody asked for',
    ],
    [
      'a download that began after access was closed',
      [...sale, step('delivery', 'DownloadStarted')],
      'a download began after access was closed',
    ],
    [
      'a download of what was never granted',
      [...sale, step('delivery', 'DownloadCompleted', { entitlement: 7 })],
      'DownloadCompleted follows nothing in download 7',
    ],
    [
      'an event in a stream where it does not belong',
      [...sale, step('fraud', 'PaymentCaptured', {})],
      'PaymentCaptured lies in fraud',
    ],
  ])('%s', (_what, steps, says) => {
    expect(broken(steps)).toContain('I2');
    expect(sayings(steps)).toContain(says);
  });

  it('a gap in a stream', () => {
    const gap = logged(sale).filter(({ type }) => type !== 'PaymentAuthorized');
    expect(historyViolations(gap).map(({ says }) => says)).toContain('payment has version 3 where 2 belongs');
  });
});

describe('I3: the auditor finds', () => {
  it('more captured than authorized', () =>
    expect(sayings([...held, ...operated('Capture', 'c1', 3000), ...operated('Capture', 'c2', 2427)])).toContain(
      'captured 5427 of 5426 authorized',
    ));
  it('a second authorization', () => {
    const authorization = held.filter(({ type }) => type === 'PaymentAuthorized');
    expect(broken([...held, ...authorization])).toEqual(expect.arrayContaining(['I2', 'I5']));
  });
  it('more refunded than captured', () =>
    expect(sayings([...captured, ...operated('Refund', 'r1', 3000), ...operated('Refund', 'r2', 2427)])).toContain(
      'refunded 5427 of 5426 captured',
    ));
  it('M3: two refunds that were asked for and are together too much', () =>
    expect(
      broken(
        [...captured, ...operated('Refund', 'r1', 3000, { events: 1 }), ...operated('Refund', 'r2', 3000, { events: 1 })],
        0,
      ),
    ).toEqual(['I3']));
  it('M5: a capture that was sent after the rest was released', () =>
    expect(
      sayings([
        ...held,
        ...operated('Capture', 'c1', 3000),
        ...operated('Void', 'v1', 2426),
        ...operated('Capture', 'c2', 1, { events: 2 }),
      ]),
    ).toContain('a capture of 1 was sent that the authorization does not cover'));
  it('a capture that was sent after the authorization expired', () =>
    expect(
      broken(
        [...held, step('payment', 'AuthorizationExpired', { amount: usd(5426) }), ...operated('Capture', 'c1', 1, { events: 2 })],
        0,
      ),
    ).toEqual(['I3']));
});

describe('I4: the auditor finds', () => {
  it('an authorization whose outcome stays unknown', () => expect(broken(sale.slice(0, 4))).toEqual(['I4']));
  it('an unknown authorization that is never reversed', () =>
    expect(broken([...sale.slice(0, 4), step('payment', 'AuthorizationUnknown')])).toEqual(['I4']));
  it.each(['Capture', 'Void'] as const)('a %s whose outcome stays unknown', (kind) =>
    expect(broken([...held, ...operated(kind, 'o1', 5426, { events: 2 })])).toEqual(['I4']),
  );
  it('a refund whose outcome stays unknown', () =>
    expect(broken([...captured, ...operated('Refund', 'r1', 1, { events: 1 })])).toEqual(['I4']));
  it('money that moved on a declined order', () =>
    expect(broken([...sale.slice(0, 4), step('payment', 'PaymentDeclined'), ...operated('Capture', 'c1', 5426)])).toContain(
      'I4',
    ));
});

describe('I5: the auditor finds', () => {
  it('another amount authorized than priced', () =>
    expect(broken(changed(sale, 'OrderPriced', { total: usd(5427) }))).toEqual(['I5']));
  it('another amount captured than asked for', () =>
    expect(broken(changed(captured, 'CaptureRequested', { amount: usd(5425) }))).toEqual(['I5']));
  it('another amount refunded than asked for', () =>
    expect(broken(changed([...captured, ...operated('Refund', 'r1', 1000)], 'PaymentRefunded', { amount: usd(999) }))).toEqual([
      'I5',
    ]));
  it('a refund whose parts do not add up', () =>
    expect(broken(changed([...captured, ...operated('Refund', 'r1', 1000)], 'RefundRequested', { shipping: usd(1) }))).toEqual([
      'I5',
    ]));
});

describe('I10, I11, I17: the auditor finds', () => {
  it('I10: downloads of an unpaid order', () => expect(broken([...sale.slice(0, 5), ...sale.slice(6, 7)])).toContain('I10'));
  it('I10: access that was closed too early, which it cannot be for what the auditor does not know', () => {
    const [had, more] = [
      { line: 1, file: {} },
      { index: 1, line: 2 },
    ];
    expect(broken(changed(sale, 'DownloadsGranted', { entitlements: [had, { ...more, file: {} }] }))).toEqual(['I10']);
    expect(broken(changed(sale, 'DownloadsGranted', { entitlements: [had, more] }))).toEqual([]);
  });
  it('I10: access that was closed again before what got a new link had arrived, and nothing where it had', () => {
    const links = [{ generation: 2, downloads: 1 }];
    const reissued = [
      ...sale,
      step('order', 'DownloadsReissueRequested', { entitlements: [0] }, 'asked'),
      step('delivery', 'DownloadsReissued', { links, request: 'asked' }),
    ];
    const closed = step('delivery', 'DownloadAccessClosed');
    expect(broken(reissued)).toEqual([]);
    expect(broken([...reissued, closed])).toEqual(['I10']);
    expect(broken([...reissued, step('delivery', 'DownloadCompleted', { generation: 2 }), closed])).toEqual([]);
  });
  it('I10: what was refunded whole, and can still be fetched', () => {
    const sold = changed(without(without(sale, 'DownloadCompleted'), 'DownloadAccessClosed'), 'OrderPlaced', {
      lines: [{ quantity: 1 }, { quantity: 1 }],
    });
    const back = (change: object) => [...sold, ...changed(operated('Refund', 'r1', 1000), 'RefundRequested', change)];
    expect(sayings(back({ goods: usd(1000), lines: [{ line: 1, quantity: 1 }] }))).toContain(
      'what was refunded can still be fetched',
    );
    expect(sayings(back({ goods: usd(1000), lines: [{ line: 2, quantity: 1 }] }))).not.toContain('can still be fetched');
    expect(sayings([...sold, ...operated('Refund', 'r1', 5426)])).toContain('what was refunded can still be fetched');
  });
  it('I10: a paid line that was never granted', () =>
    expect(broken(sale.filter(({ stream }) => stream !== 'delivery'))).toEqual(['I10']));
  it('I11: a capture that nobody was told of, after a minute', () => {
    expect(broken(without(sale, 'MailSent'))).toEqual(['I11']);
    expect(broken(without(sale, 'MailSent'), 1000)).toEqual([]);
  });
  it('I11: a refund that nobody was told of', () =>
    expect(broken([...captured, ...operated('Refund', 'r1', 1000, { events: 3 })])).toEqual(['I11']));
  it('I11: a mail of a refund that did not take place', () =>
    expect(broken([...sale, step('notice', 'MailSent', { kind: 'refund', operation: 'r1' })])).toEqual(['I11']));
  it.each<[string, readonly Step[]]>([
    ['X3: an order that fraud never looked at', sale.slice(0, 2)],
    ['an order that nobody priced', sale.slice(0, 1)],
    ['an accepted order whose payment was not begun', placed],
    ['a held order that nobody rejected after its time', heldForReview],
    ['an authorization that did not expire', changed(held, 'PaymentAuthorized', { expiresAt: '1970-01-01T00:00:30Z' })],
  ])('I17: %s', (_what, steps) => expect(broken(steps)).toEqual(['I17']));
  it('I17: but not an authorization whose rest was released', () =>
    expect(
      broken([...changed(held, 'PaymentAuthorized', { expiresAt: '1970-01-01T00:00:30Z' }), ...operated('Void', 'v1', 5426)]),
    ).toEqual([]));
  it('I17: but not a held order whose time is not over', () => expect(broken(heldForReview, 59_000)).toEqual([]));
});
