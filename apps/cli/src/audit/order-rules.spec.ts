import { accountsOf, acquirerViolations, type JournalLine } from './acquirer.js';
import { factsOf, historyViolations, type LoggedEvent, orderViolations, settlementViolations } from './history.js';
import { mailViolations } from './mail.js';

const order = '01890a5d-ac96-774b-bcce-b302099a8057';
const bare = order.replaceAll('-', '');
const usd = (minor: number) => ({ minor: String(minor), currency: 'USD' });

type Step = readonly [stream: string, version: number, type: string, data?: unknown];
const logged = (steps: readonly Step[]): (LoggedEvent & { merchant: string; recordedAt: number })[] =>
  steps.map(([stream, version, type, data = {}], index) => ({
    position: BigInt(index + 1),
    order,
    stream,
    version,
    type,
    data,
    merchant: 'mer_demo',
    recordedAt: 0,
  }));

const sale: readonly Step[] = [
  ['order', 1, 'OrderPlaced', { currency: 'USD' }],
  ['pricing', 1, 'OrderPriced', { total: usd(5426) }],
  ['fraud', 1, 'FraudAssessed'],
  ['payment', 1, 'AuthorizationRequested', { amount: usd(5426) }],
  ['payment', 2, 'PaymentAuthorized', { amount: usd(5426) }],
  ['payment', 3, 'PaymentCaptured', { amount: usd(5426) }],
  ['delivery', 1, 'DownloadsGranted', { entitlements: [{}] }],
  ['delivery', 2, 'DownloadStarted'],
  ['delivery', 3, 'DownloadCompleted'],
  ['delivery', 4, 'DownloadAccessClosed'],
  ['notice', 1, 'ReceiptSent'],
];
const without = (type: string): readonly Step[] => sale.filter((step) => step[2] !== type);
const broken = (steps: readonly Step[]): readonly string[] =>
  [
    ...historyViolations(logged(steps)),
    ...orderViolations(factsOf(logged(steps))),
    ...settlementViolations(factsOf(logged(steps)), 120_000),
  ].map(({ invariant }) => invariant);

describe('the auditor of one order', () => {
  it('finds nothing in a sale that ended well', () => expect(broken(sale)).toEqual([]));
  it('I2: finds a gap in a stream', () => expect(broken(without('PaymentAuthorized'))).toContain('I2'));
  it('I2: finds an event after the end of its stream', () =>
    expect(broken([...sale, ['notice', 2, 'ReceiptSent']])).toContain('I2'));
  it('I2: finds an order that was never placed', () => expect(broken(sale.slice(1))).toContain('I2'));
  it('I4: finds a request whose outcome stays unknown', () => expect(broken(sale.slice(0, 4))).toEqual(['I4']));
  it('I5: finds more captured than authorized', () =>
    expect(
      broken(
        sale.map((step) => (step[2] === 'PaymentCaptured' ? ['payment', 3, 'PaymentCaptured', { amount: usd(5427) }] : step)),
      ),
    ).toContain('I5'));
  it('I10: finds downloads of an unpaid order', () =>
    expect(broken([...sale.slice(0, 4), ['delivery', 1, 'DownloadsGranted', { entitlements: [{}] }]])).toContain('I10'));
  it('I10: finds access that was closed too early', () =>
    expect(
      broken(
        sale.map((step) =>
          step[2] === 'DownloadsGranted' ? ['delivery', 1, 'DownloadsGranted', { entitlements: [{}, {}] }] : step,
        ),
      ),
    ).toContain('I10'));
  it('I11: finds a paid order without receipt, after a minute', () => {
    expect(broken(without('ReceiptSent'))).toEqual(['I11']);
    expect(settlementViolations(factsOf(logged(without('ReceiptSent'))), 1000)).toEqual([]);
  });
});

describe('the auditor of the outside', () => {
  const facts = new Map([[bare, factsOf(logged(sale))]]);
  const approved: JournalLine = { kind: 'approved', order, amount: 5426 };
  const captured: JournalLine = { kind: 'captured', order, amount: 5426 };
  const judge = (lines: readonly JournalLine[]): readonly string[] =>
    acquirerViolations(accountsOf(lines), facts).map(({ invariant }) => invariant);

  it('agrees with an acquirer that holds the same', () => expect(judge([approved, captured])).toEqual([]));
  it('I3: finds two live authorizations', () => expect(judge([approved, captured, approved])).toContain('I3'));
  it('I3: finds a second capture', () => expect(judge([approved, captured, captured])).toContain('I3'));
  it('I4: finds an approval that the log calls authorized and the acquirer took back', () =>
    expect(judge([approved, { kind: 'reversed', order, amount: 5426 }])).toEqual(expect.arrayContaining(['I4', 'I5'])));
  it('I4: finds an order that the acquirer never heard of', () => expect(judge([])).toEqual(['I4']));
  it('I4: finds an order at the acquirer that the log does not know', () =>
    expect(judge([approved, captured, { ...approved, order: order.replace('0', '1') }])).toEqual(['I4']));

  it('I11: finds a mail for an order that is not paid, and a receipt that nobody took', () => {
    const id = (hex: string) => ({ messageId: `<receipt.${hex}@tollgate>` });
    expect(mailViolations([id(bare)], facts)).toEqual([]);
    expect(mailViolations([], facts)).toHaveLength(1);
    expect(mailViolations([id(bare), id(`1${bare.slice(1)}`)], facts)).toHaveLength(1);
  });
});
