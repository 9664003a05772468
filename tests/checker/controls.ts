// What somebody did to a sound run, and which invariant must cry out.
import { file, messageIdOf, orderIds, uuid } from './sound-run.ts';
import {
  appended,
  approved,
  bare,
  both,
  changed,
  event,
  list,
  money,
  ofOrder,
  type Spoil,
  stamped,
  steps,
  toldOfApproval,
  twice,
  usd,
  without,
} from './spoils.ts';
import type { Invariant } from './verdicts.ts';

const { sale, preauth, declined, unknown } = orderIds;

/** What somebody did to the run, and which invariants must cry out. */
export const controls: readonly (readonly [Invariant, string, Spoil])[] = [
  [
    'I1',
    'an acknowledged order that is not in the log',
    (run) => ({ ...run, orders: Object.fromEntries(Object.entries(run.orders).filter(([id]) => id !== sale)) }),
  ],
  [
    'I1',
    'an acknowledged capture that is not in the log',
    steps(preauth, (all) =>
      all.filter(({ id, type }) => id !== uuid(206) && type !== 'CaptureSubmitted' && type !== 'PaymentCaptured'),
    ),
  ],
  ['I1', 'a refund that waits for a second person, and is not in the log', toldOfApproval],
  [
    'I6',
    'a refund that waits for a second person, and that nobody was told of',
    both(
      approved({}),
      list('clients', (all) => all.filter(({ key }) => key !== 'k30')),
    ),
  ],
  [
    'I1',
    'an approval that the log calls declined',
    list('clients', (all) => [
      ...all,
      { event: 'ok', kind: 'place', key: 'k9', order: declined, status: 201, merchant: 'mer_a' },
    ]),
  ],
  [
    'I1',
    'a decline of an order that was charged',
    list('clients', (all) => [
      ...all,
      { event: 'fail', kind: 'place', key: 'k9', order: preauth, status: 402, merchant: 'mer_a' },
    ]),
  ],
  [
    'I1',
    'a refusal of a capture that was done',
    list('clients', (all) => all.map((line) => (line.kind === 'capture' ? { ...line, event: 'fail' } : line))),
  ],
  [
    'I1',
    'a decline of an order that is not in the log',
    list('clients', (all) => [
      ...all,
      { event: 'fail', kind: 'place', key: 'k9', order: uuid(77), status: 402, merchant: 'mer_a' },
    ]),
  ],
  [
    'I1',
    'an order that was accepted and is not in the log',
    list('clients', (all) => [
      ...all,
      { event: 'unknown', kind: 'place', key: 'k9', order: uuid(77), status: 202, merchant: 'mer_a' },
    ]),
  ],
  [
    'I1',
    'a mail that was asked for and is not in the log',
    list('clients', (all) => [
      ...all,
      { event: 'ok', kind: 'mail', key: 'k9', order: sale, operation: uuid(77), status: 202, merchant: 'mer_a' },
    ]),
  ],
  [
    'I1',
    'a refund that was refused by the processor and that the log calls done',
    list('clients', (all) => all.map((line) => (line.kind === 'refund' ? { ...line, event: 'fail', status: 402 } : line))),
  ],
  ['I2', 'a step that was left out', without('OrderPriced')],
  ['I2', 'an order that was priced twice', twice('OrderPriced')],
  ['I2', 'a capture without a request', steps(preauth, (all) => all.filter(({ type }) => type !== 'CaptureRequested'))],
  [
    'I2',
    'an event in a stream that is not its own',
    steps(sale, (all) => all.map((step) => (step.type === 'FraudAssessed' ? { ...step, stream: 'pricing' } : step))),
  ],
  [
    'I2',
    'money that moved after a decline',
    appended(declined, event('payment', 'PaymentCaptured', { operation: uuid(1), amount: usd(700) })),
  ],
  ['I2', 'a refund that nobody approved', approved({ decision: 'reject' })],
  ['I2', 'a refund that who asked for it approved', approved({ on: 'usr_ann' })],
  ['I2', 'a refund of another amount than was approved', approved({ amount: 300 })],
  ['I2', 'a refund by an approval that was used already', both(approved({}), twice('RefundRequested', preauth))],
  ['I3', 'two live authorizations', list('money', (all) => [...all, money('approved', sale, 5000)])],
  ['I3', 'a second capture at the acquirer', list('money', (all) => [...all, money('captured', sale, 5000)])],
  ['I3', 'more refunded than captured', list('money', (all) => [...all, money('refunded', preauth, 400)])],
  [
    'I4',
    'an unknown authorization that is not reversed',
    both(
      without('AuthorizationReversed', unknown),
      list('money', (all) => all),
    ),
  ],
  ['I4', 'an approval that nobody reversed', list('money', (all) => all.filter(({ kind }) => kind !== 'reversed'))],
  ['I4', 'a refund without an outcome', without('PaymentRefunded', preauth)],
  ['I4', 'an order that only the acquirer knows', list('money', (all) => [...all, money('approved', uuid(66), 1)])],
  [
    'I4',
    'an authorization that the acquirer does not know',
    list('money', (all) => all.filter((line) => line.order !== bare(sale))),
  ],
  [
    'I5',
    'another amount at the acquirer',
    list('money', (all) => all.map((line) => (line.kind === 'refunded' ? { ...line, amount: 199 } : line))),
  ],
  ['I5', 'a credit that only the log knows of', list('money', (all) => all.filter(({ kind }) => kind !== 'credited'))],
  [
    'I5',
    'a credit that was given twice at the acquirer',
    list('money', (all) => all.flatMap((line) => (line.kind === 'credited' ? [line, line] : [line]))),
  ],
  ['I2', 'a credit without an intent', without('CreditSubmitted', orderIds.credit)],
  ['I4', 'a credit without an outcome', without('CreditSettled', orderIds.credit)],
  [
    'I5',
    'another currency at the acquirer',
    list('money', (all) => all.map((line) => (line.order === bare(sale) ? { ...line, currency: '978' } : line))),
  ],
  ['I5', 'another amount authorized than priced', changed('OrderPriced', { total: usd(5001) })],
  ['I6', 'one key that was answered differently', list('clients', (all) => [...all, { ...all[0], status: 200 }])],
  ['I6', 'one key with two orders', list('clients', (all) => [...all, { ...all[0], order: `ord_${bare(preauth)}` }])],
  [
    'I6',
    'an extra order, sound in itself, that no client was told of',
    (run) => {
      const copy = uuid(9);
      const again = (run.orders[declined] ?? []).map((step, n) => ({ ...step, id: uuid(900 + n) }));
      const rows = run.rows.flatMap((row) => (row.order === declined ? [row, { ...row, order: copy }] : [row]));
      return { ...run, orders: { ...run.orders, [copy]: again }, rows };
    },
  ],
  ['I6', 'a refund that no client was told of', list('clients', (all) => all.filter(({ kind }) => kind !== 'refund'))],
  [
    'I6',
    'a key that was told of one order while it was under way, and of another in the end',
    list('clients', (all) => [
      { event: 'unknown', kind: 'place', key: 'k2', order: `ord_${bare(sale)}`, status: 202, merchant: 'mer_a' },
      ...all,
    ]),
  ],
  ['I6', 'one order for two keys', list('clients', (all) => [...all, { ...all[0], key: 'k8' }])],
  ['I7', 'an order that fraud never looked at', steps(declined, (all) => all.slice(0, 2))],
  [
    'I7',
    'a receipt that was never sent',
    both(
      without('MailSent'),
      list('mails', (all) => all.slice(1)),
    ),
  ],
  [
    'I7',
    'a mail that was asked for again and never sent',
    appended(sale, event('order', 'MailRequested', { kind: 'receipt', operation: uuid(106) })),
  ],
  [
    'I7',
    'new links that were asked for and never issued',
    appended(sale, event('order', 'DownloadsReissueRequested', { entitlements: [0] })),
  ],
  [
    'I10',
    'access that stays open once a new link was used up',
    appended(sale, event('delivery', 'DownloadsReissued', { links: [{ downloads: 0 }] })),
  ],
  ['I7', 'files that were never granted', steps(sale, (all) => all.filter(({ stream }) => stream !== 'delivery'))],
  ['I7', 'an order that reporting does not show', list('rows', (all) => all.slice(1))],
  [
    'I7',
    'an order that reporting shows with another status',
    list('rows', (all) => all.map((row, index) => (index === 0 ? { ...row, status: 'pending' } : row))),
  ],
  ['I7', 'a day that reporting adds up otherwise', list('days', (all) => all.map((day) => ({ ...day, refunded: '1' })))],
  [
    'I9',
    'a refund that the acquirer made twice',
    list('money', (all) =>
      all.flatMap((line) =>
        line.kind === 'refunded'
          ? [
              { ...line, amount: 100 },
              { ...line, amount: 100 },
            ]
          : [line],
      ),
    ),
  ],
  ['I9', 'a mail that is recorded twice', twice('MailSent')],
  ['I9', 'an entitlement that was granted twice', twice('DownloadsGranted')],
  [
    'I10',
    'a download that is complete and of which the client has half',
    list('clients', (all) =>
      all.map((line) => (line.kind === 'download' ? { ...line, event: 'unknown', savedBytes: 500, sha256: 'cd' } : line)),
    ),
  ],
  [
    'I10',
    'a whole download of other bytes',
    list('clients', (all) => all.map((line) => (line.kind === 'download' ? { ...line, sha256: 'cd' } : line))),
  ],
  [
    'I10',
    'a client that was refused half-way',
    list('clients', (all) => [
      ...all,
      { event: 'fail', kind: 'download', order: sale, result: 'denied', savedBytes: 500, merchant: 'mer_a' },
    ]),
  ],
  [
    'I10',
    'bytes of an unpaid order',
    list('clients', (all) => [...all, { event: 'unknown', kind: 'download', order: declined, savedBytes: 1, merchant: 'mer_a' }]),
  ],
  ['I10', 'a copy that two buyers have', stamped({ sha256: 'ef', toldSha256: 'ef' })],
  ['I10', 'a copy of other bytes than was told', stamped({ sha256: 'cd' })],
  ['I10', 'access that was closed too early', without('DownloadCompleted')],
  ['I10', 'access that stays open', without('DownloadAccessClosed')],
  [
    'I10',
    'downloads that nobody paid',
    appended(declined, event('delivery', 'DownloadsGranted', { entitlements: [{ line: 1, downloads: 1, file }] })),
  ],
  ['I11', 'a receipt that the mail server never took', list('mails', (all) => all.slice(1))],
  [
    'I11',
    'a mail of what did not take place',
    list('mails', (all) => [...all, { messageId: messageIdOf('receipt', declined, uuid(301)) }]),
  ],
  ['I11', 'a mail that was sent twice without a crash', list('mails', (all) => [...all, ...all.slice(0, 1)])],
  [
    'I14',
    'a merchant that is told of another’s order',
    list('clients', (all) => all.map((line) => (ofOrder(sale)(line) ? { ...line, merchant: 'mer_b' } : line))),
  ],
  [
    'I14',
    'a merchant who may look at another’s order',
    list('clients', (all) => all.map((line) => (line.foreign === undefined ? line : { ...line, event: 'ok', status: 200 }))),
  ],
  [
    'I14',
    'an event of another merchant in an order',
    steps(sale, (all) => all.map((step, index) => (index === 3 ? { ...step, merchant: 'mer_b' } : step))),
  ],
];
