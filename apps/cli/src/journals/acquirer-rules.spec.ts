import {
  accountsOf as accountsOfLines,
  type JournalLine,
  orderKey,
  processorIn,
  steadyAccounts,
} from '../audit/acquirer-journal.js';
import { factsOf } from '../audit/order-facts.js';
import { held, logged, operated, orderId, type Step, sale, step, usd } from '../testing/logged-history.js';
import { acquirerViolations, unreadProcessors } from './acquirer-rules.js';

const line = (kind: string, amount: number, more: Partial<JournalLine> = {}): JournalLine => ({
  kind,
  order: orderId,
  amount,
  currency: '840',
  ...more,
});
const stripe = (kind: string, amount: number, more: Partial<JournalLine> = {}): JournalLine =>
  line(kind, amount, { currency: 'usd', intent: 'pi_1', ...more });

interface AcquirerJournal {
  readonly processor: string;
  readonly lines: readonly JournalLine[];
}
const accountsOf = (journals: readonly AcquirerJournal[], before?: ReturnType<typeof accountsOfLines>) =>
  accountsOfLines(
    journals.map(({ lines }) => lines),
    before,
  );

const ordersOf = (steps: readonly Step[]) => new Map([[orderKey(orderId), factsOf(logged(steps))]]);
const judgeAll = (steps: readonly Step[], journals: readonly AcquirerJournal[]) =>
  acquirerViolations(
    steadyAccounts(accountsOf(journals), accountsOf(journals)),
    ordersOf(steps),
    new Set(journals.map(({ processor }) => processor)),
  );
const judge = (steps: readonly Step[], lines: readonly JournalLine[]): readonly string[] =>
  judgeAll(steps, [{ processor: 'iso8583', lines }]).map(({ invariant }) => invariant);

const approved = line('approved', 5426);
const captured = line('captured', 5426);
const twoCaptures = [...held, ...operated('Capture', 'c1', 3000), ...operated('Capture', 'c2', 2426)];
const partlyRefunded = [...sale, ...operated('Refund', 'r1', 1000)];

describe('the acquirer’s journal agrees', () => {
  it.each<[string, readonly Step[], readonly JournalLine[]]>([
    ['with a sale', sale, [approved, captured]],
    ['with an amount that is held', held, [approved]],
    ['with several captures', twoCaptures, [approved, line('captured', 3000), line('captured', 2426)]],
    [
      'with a void of the rest',
      [...held, ...operated('Capture', 'c1', 3000), ...operated('Void', 'v1', 2426)],
      [approved, line('captured', 3000), line('voided', 2426)],
    ],
    [
      'with a final capture',
      [...held, ...operated('Capture', 'c1', 3000, { isFinal: true })],
      [approved, line('captured', 3000), line('voided', 2426)],
    ],
    ['with refunds', partlyRefunded, [approved, captured, line('refunded', 1000)]],
    [
      'with an authorization that was undone',
      [...sale.slice(0, 4), step('payment', 'AuthorizationUnknown'), step('payment', 'AuthorizationReversed')],
      [approved, captured, line('reversed', 5426, { capturedAmount: 5426 })],
    ],
    [
      'with an authorization that we hold to be expired',
      [...held, step('payment', 'AuthorizationExpired', { amount: usd(5426) })],
      [approved],
    ],
    ['with what is under way', [...held, ...operated('Capture', 'c1', 5426, { events: 2 })], [approved, captured]],
  ])('%s', (_what, steps, lines) => expect(judgeAll(steps, [{ processor: 'iso8583', lines }])).toEqual([]));
});

describe('the auditor finds in the acquirer’s journal', () => {
  it('I3: two live authorizations', () => expect(judge(sale, [approved, captured, approved])).toContain('I3'));
  it('I3: a second capture', () => expect(judge(sale, [approved, captured, captured])).toContain('I3'));
  it('I3: more captured and voided than authorized', () =>
    expect(judge(sale, [approved, captured, line('voided', 1)])).toContain('I3'));
  it('I3: more refunded than captured', () => expect(judge(sale, [approved, captured, line('refunded', 5427)])).toContain('I3'));
  it('I4: an approval that the log calls authorized and the acquirer took back', () =>
    expect(judge(held, [approved, line('reversed', 5426)])).toEqual(['I4']));
  it('I4: an authorization that is live and that the log calls declined', () =>
    expect(judge([...sale.slice(0, 4), step('payment', 'PaymentDeclined')], [approved])).toEqual(['I4']));
  it('I4: an amount that was voided by the log and is still held', () =>
    expect(judge([...held, ...operated('Void', 'v1', 5426)], [approved])).toEqual(['I4']));
  it('I4: an order that the acquirer never heard of', () => expect(judge(sale, [])).toEqual(['I4']));
  it('I4: an order at the acquirer that the log does not know', () =>
    expect(judge(sale, [approved, captured, { ...approved, order: orderId.replace('0', '1') }])).toEqual(['I4']));
  it('I5: one of two captures that the acquirer did not take', () =>
    expect(judge(twoCaptures, [approved, line('captured', 3000)])).toEqual(['I4', 'I5']));
  it('I5: a refund that the acquirer never made', () => expect(judge(partlyRefunded, [approved, captured])).toEqual(['I5']));
  it('I5: a refund that the log does not know', () =>
    expect(judge(sale, [approved, captured, line('refunded', 1)])).toEqual(['I5']));
});

describe('while a capture or a refund is under way', () => {
  const capturing = [...held, ...operated('Capture', 'c1', 3000), ...operated('Capture', 'c2', 2000, { events: 2 })];

  it('the acquirer may have done it already, or not yet', () => {
    expect(judge(capturing, [approved, line('captured', 3000)])).toEqual([]);
    expect(judge(capturing, [approved, line('captured', 3000), line('captured', 2000)])).toEqual([]);
  });
  it('I5: it has not done more, nor forgotten what was done', () => {
    expect(judge(capturing, [approved, line('captured', 3000), line('captured', 2001)])).toEqual(['I5']);
    expect(judge(capturing, [approved, line('captured', 2000)])).toEqual(['I5']);
    const refunding = [...partlyRefunded, ...operated('Refund', 'r2', 500, { events: 1 })];
    expect(judge(refunding, [approved, captured, line('refunded', 1000)])).toEqual([]);
    expect(judge(refunding, [approved, captured, line('refunded', 1501)])).toEqual(['I5']);
  });
});

describe('currencies', () => {
  it('I5: the same number in another currency is another amount', () => {
    expect(judge(sale, [line('approved', 5426, { currency: '978' }), captured])).toEqual(['I5']);
    expect(judge(sale, [approved, stripe('captured', 5426, { currency: 'eur' })])).toEqual(['I5']);
  });
});

it('M1: names a hold that the acquirer no longer knows, though the capture failed in good order', () =>
  expect(
    judge(
      [...held, ...operated('Capture', 'c1', 5426, { events: 2 }), step('payment', 'CaptureFailed', { operation: 'c1' })],
      [line('declined', 5426)],
    ),
  ).toEqual(['I4']));

describe('journals of several processors', () => {
  const throughStripe = sale.map((one) =>
    one.type === 'AuthorizationRequested' ? { ...one, data: { ...(one.data as object), processor: 'stripe' } } : one,
  );
  const lines = [stripe('approved', 5426), stripe('captured', 5426, { releasedAmount: 0 })];

  it('are known by their lines', () => {
    expect(processorIn([{ kind: 'received' }, approved])).toBe('iso8583');
    expect(processorIn(lines)).toBe('stripe');
    expect(processorIn([{ kind: 'received' }])).toBeUndefined();
  });

  it('agree with the orders of each', () => expect(judgeAll(throughStripe, [{ processor: 'stripe', lines }])).toEqual([]));

  it('are not missed where an order went to another processor, which is said', () => {
    expect(judgeAll(throughStripe, [{ processor: 'iso8583', lines: [] }])).toEqual([]);
    expect(unreadProcessors(ordersOf(throughStripe), new Set(['iso8583']))).toEqual(['stripe']);
    expect(unreadProcessors(ordersOf(sale), new Set(['iso8583']))).toEqual([]);
  });

  it('I3: show one order authorized at both', () =>
    expect(
      judgeAll(throughStripe, [
        { processor: 'stripe', lines },
        { processor: 'iso8583', lines: [approved] },
      ]).map(({ invariant }) => invariant),
    ).toContain('I3'));

  it('a final capture at Stripe gives the rest back, a cancellation everything', () => {
    const part = [stripe('approved', 5426), stripe('captured', 3000, { releasedAmount: 2426 })];
    expect(
      judgeAll([...held, ...operated('Capture', 'c1', 3000, { isFinal: true })], [{ processor: 'iso8583', lines: part }]),
    ).toEqual([]);
    const [account] = accountsOf([
      { processor: 'stripe', lines: [stripe('approved', 5426), stripe('canceled', 0, { releasedAmount: 5426 })] },
    ]).values();
    expect(account).toMatchObject({ approvals: 1, undone: 1, releasedAmount: 5426n });
  });

  it('a sale at Stripe that nobody knew of is undone by a refund, and must be', () => {
    const undone = [
      ...throughStripe.slice(0, 4),
      step('payment', 'AuthorizationUnknown'),
      step('payment', 'AuthorizationReversed'),
    ];
    const refunded = [...lines, stripe('refunded', 5426)];
    expect(judgeAll(undone, [{ processor: 'stripe', lines: refunded }])).toEqual([]);
    expect(judgeAll(undone, [{ processor: 'stripe', lines }]).map(({ invariant }) => invariant)).toEqual(['I5']);
  });

  it('M7: count in ISO 4217’s minor units, whatever the processor’s are', () => {
    const [krona] = accountsOf([{ processor: 'stripe', lines: [stripe('approved', 14_900, { currency: 'isk' })] }]).values();
    const [ariary] = accountsOf([{ processor: 'stripe', lines: [stripe('approved', 149, { currency: 'mga' })] }]).values();
    expect([krona?.approvedAmount, ariary?.approvedAmount]).toEqual([149n, 14_900n]);
  });
});

describe('a journal that grows while the log is read', () => {
  const looks = (before: readonly JournalLine[], after: readonly JournalLine[]) => {
    const [first, second] = [before, after].map((lines) => accountsOf([{ processor: 'iso8583', lines }]));
    if (first === undefined || second === undefined) throw new Error('two looks');
    return steadyAccounts(first, second);
  };
  const iso = new Set(['iso8583']);

  it('does not accuse an order whose account was moving', () => {
    expect(acquirerViolations(looks([], [approved, captured]), ordersOf(sale), iso)).toEqual([]);
    expect(acquirerViolations(looks([approved], [approved, captured]), ordersOf(held), iso)).toEqual([]);
  });

  it('is read on from where it was read to', () => {
    const first = accountsOf([{ processor: 'iso8583', lines: [approved] }]);
    const second = accountsOf([{ processor: 'iso8583', lines: [captured] }], first);
    expect(second).toEqual(accountsOf([{ processor: 'iso8583', lines: [approved, captured] }]));
    expect(steadyAccounts(first, second, new Set()).moving).toEqual(new Set());
    expect(steadyAccounts(first, second, new Set([orderKey(orderId)])).moving).toEqual(new Set([orderKey(orderId)]));
  });

  it('still accuses one that was not', () => {
    const other = line('approved', 1, { order: orderId.replace('0', '1') });
    expect(
      acquirerViolations(looks([approved], [approved, other]), ordersOf(sale), iso).map(({ invariant }) => invariant),
    ).toEqual(['I4', 'I5']);
  });
});

describe('seeded orders', () => {
  const seeded = (steps: readonly Step[]) =>
    new Map([
      [
        orderKey(orderId),
        factsOf(logged(steps).map((event) => (event.type === 'OrderPlaced' ? { ...event, on: 'seed' } : event))),
      ],
    ]);
  const none = steadyAccounts(accountsOf([]), accountsOf([]));

  it('are not asked of an acquirer that never heard of them', () => {
    expect(acquirerViolations(none, seeded(sale), new Set(['iso8583']))).toEqual([]);
    expect(unreadProcessors(seeded(sale), new Set())).toEqual([]);
  });

  it('I4: are not to be mistaken for what a merchant’s own key asked for', () =>
    expect(acquirerViolations(none, ordersOf(sale), new Set(['iso8583']))).toHaveLength(1));
});
