import { type EventInit, type EventType, encodeData, eventKinds, headerOf, newEvent } from '@tollgate/contracts';
import { type StoredEvent, timelineLines } from './timeline-lines.js';

const order = '01890a5d-ac96-774b-bcce-b302099a8057';
const placementId = 'b0000000-0000-7000-8000-000000000001';
const usd = (minor: bigint) => ({ minor, currency: 'USD' });

let count = 0;
const stored = <T extends EventType>(type: T, init: EventInit<T>, id?: string): StoredEvent => {
  count += 1;
  const event = newEvent(type, init);
  const [stream] = eventKinds[type].streams;
  const header = headerOf(event as never, {
    id: id ?? `b0000000-0000-7000-8000-${String(count).padStart(12, '9')}`,
    subject: { kind: eventKinds[type].subject, id: order },
    stream: stream?.name ?? 'order',
    version: 1,
    merchant: 'mer_demo',
    mode: 'test',
    occurredAt: '2026-11-23T12:00:00.000Z',
    causation: order,
    correlation: order,
    actor: { service: stream?.owner ?? '' },
  });
  const recorded_at = new Date(Date.UTC(2026, 10, 23, 12, 0, 0, count));
  return { type, header: JSON.stringify(header), data: encodeData(event as never), hash: 'ab', recorded_at };
};

const secrets = ['card_secret', '411111', 'sealed-secret', 'hmac-secret', 'mer_demo/EBOOK-1/1', 'value-secret'];
const placed = stored(
  'OrderPlaced',
  {
    type: 'preauth',
    currency: 'USD',
    lines: [
      {
        sku: 'EBOOK-1',
        description: 'The Book',
        quantity: 2,
        unitAmount: usd(1999n),
        forms: [{ form: { case: 'file', value: { name: 'b.epub', objectKey: 'mer_demo/EBOOK-1/1' } } }],
      },
    ],
    card: { token: 'card_secret', brand: 'visa', bin: '411111', last4: '1111' },
    screening: { card: 'hmac-secret', email: 'hmac-secret' },
    sealedPersonalData: 'sealed-secret',
    shipping: { country: 'US', region: 'NY', postalCode: '12207' },
    metadata: { cart: 'value-secret' },
    reference: 'po-17',
  },
  placementId,
);

const told = (...events: readonly StoredEvent[]) => timelineLines(events).map(({ operation, says }) => `${operation} | ${says}`);

describe('a timeline', () => {
  it('tells an order’s way through its operations by their names', () => {
    const [capture, refund] = ['c0000000-0000-7000-8000-000000000001', 'c0000000-0000-7000-8000-000000000002'];
    expect(
      told(
        placed,
        stored('AuthorizationRequested', { operation: placementId, amount: usd(5426n), processor: 'stripe', settingsVersion: 3 }),
        stored('PaymentAuthorized', { operation: placementId, amount: usd(5426n), authorizationCode: 'A1', avs: 'Y', cvc: 'M' }),
        stored('CaptureRequested', { amount: usd(3000n) }, capture),
        stored('PaymentCaptured', {
          operation: capture,
          amount: usd(3000n),
          isFinal: true,
          reference: { reference: { case: 'external', value: 'pi_1' } },
        }),
        stored(
          'RefundRequested',
          { amount: usd(1000n), lines: [{ line: 1, quantity: 1, goods: usd(900n), tax: usd(100n) }], reason: 'damaged' },
          refund,
        ),
        stored('RefundFailed', { operation: refund, code: 'insufficient_funds' }),
        stored('DownloadsGranted', {
          entitlements: [
            { sku: 'EBOOK-1', form: { case: 'file', value: { name: 'b.epub', sizeBytes: 10n } } },
            { index: 1, sku: 'EBOOK-2', form: { case: 'file', value: {} } },
            { index: 2, sku: 'LATER' },
          ],
        }),
        stored('DownloadAccessRevoked', { operation: refund, entitlements: [0, 1] }),
        stored('MailSent', { kind: 'receipt', operation: capture, messageId: '<r@x>' }),
      ),
    ).toEqual([
      expect.stringContaining('| type preauth, reference po-17, lines 2 × EBOOK-1 at 19.99 USD, card visa •••• 1111, to NY, US'),
      'authorization | 54.26 USD, processor stripe, settings version 3',
      'authorization | 54.26 USD, authorization code A1, avs Y, cvc M',
      'capture 1 | 30.00 USD',
      'capture 1 | 30.00 USD, reference external pi_1, final',
      'refund 1 | 10.00 USD, reason damaged, lines line 1 × 1: 9.00 USD + tax 1.00 USD',
      'refund 1 | code insufficient_funds',
      expect.stringContaining('| entitlements 0 EBOOK-1 b.epub; 1 EBOOK-2 file; 2 LATER'),
      'refund 1 | entitlements 0, 1',
      'capture 1 | kind receipt, message id <r@x>',
    ]);
  });

  it('tells reviews and settings', () =>
    expect(
      told(
        stored('FraudAssessed', { decision: 'review', score: 60, reasons: ['amount_limit', 'duplicate_order'] }),
        stored('FraudReviewResolved', { decision: 'reject', isOverdue: true }),
        stored('SettingsChanged', { area: 'receipt', document: '{"shopName":"The Shop"}' }),
      ),
    ).toEqual([
      ' | decision review, score 60, reasons amount_limit, duplicate_order',
      ' | decision reject, overdue',
      ' | area receipt, document {"shopName":"The Shop"}',
    ]));

  it('I15: shows neither card nor personal data, nor where files lie', () => {
    const text = JSON.stringify(timelineLines([placed]));
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  it('has a line for every type of event, empty ones too', () => {
    const every = (Object.keys(eventKinds) as EventType[]).map((type) => stored(type, {} as never));
    expect(timelineLines(every).map(({ type }) => type)).toEqual(Object.keys(eventKinds));
  });

  it('keeps an event of a later release, of which it knows the type alone', () => {
    const { header, ...rest } = stored('MailSent', { kind: 'receipt' });
    const later = { ...rest, type: 'DisputeOpened', header: header.replace('MailSent', 'DisputeOpened') };
    expect(timelineLines([later])).toMatchObject([{ type: 'DisputeOpened', says: '(of a later release)' }]);
  });

  it('counts the time from the first event, and names who acted for whom', () => {
    const [first, second] = timelineLines([
      placed,
      {
        ...placed,
        header: placed.header.replace('{"service":"gateway-ingress"}', '{"service":"gateway-ingress","on":"key_1"}'),
        recorded_at: new Date(placed.recorded_at.getTime() + 250),
      },
    ]);
    expect(first).toMatchObject({ afterMs: 0, actor: 'gateway-ingress', place: 'order 1' });
    expect(second).toMatchObject({ afterMs: 250, actor: 'gateway-ingress for key_1' });
  });
});
