import { logged, orderId, sale, saleCaptureId, step } from '../testing/logged-history.js';
import { orderKey } from './acquirer-journal.js';
import { mailsApart } from './mails-apart.js';
import { factsOf, type RecordedMail } from './order-facts.js';
import { historyViolations } from './valid-history.js';
import { withWaiting } from './waiting-mails.js';
import { settlementViolations } from './waits.js';

const requestId = 'd0000000-0000-7000-8000-000000000001';
const unsent = sale.filter(({ type }) => type !== 'MailSent');
const about = { kind: 'receipt', operation: saleCaptureId };
const failed = step('notice', 'MailFailed', { ...about, code: 'mailbox_unknown', replyCode: 550 });
const asked = step('order', 'MailRequested', about, requestId);
const sentAgain = step('notice', 'MailSent', { ...about, request: requestId });
const waiting: RecordedMail = {
  ...about,
  request: '',
  messageId: '',
  isSent: false,
  isWaiting: true,
  code: '',
  replyCode: 451,
};
const factsWith = (steps: typeof sale, mails: readonly RecordedMail[] = []) =>
  withWaiting(factsOf(logged(steps)), new Map([[orderId, mails]]));
const apart = (...args: Parameters<typeof factsWith>) =>
  mailsApart(new Map([[orderKey(orderId), factsWith(...args)]])).filter(Boolean);
const receiptsMissing = (...args: Parameters<typeof factsWith>) =>
  settlementViolations(factsWith(...args), 1e12).filter(({ invariant }) => invariant === 'I11');

describe('mails that are listed apart', () => {
  it('are none where every mail was sent', () => expect(apart(sale)).toEqual([]));

  it('E2: are those that were given up, with why; they are no violation', () => {
    const [title, line, ...more] = apart([...unsent, failed]);
    expect(title).toMatch(/^1 mails were given up/);
    expect(line?.trim()).toBe('ord_01890a5dac96774bbcceb302099a8057: receipt, mailbox_unknown, 550');
    expect(more).toEqual([]);
    expect(receiptsMissing([...unsent, failed])).toEqual([]);
  });

  it('E2: are not those that were sent when they were asked for again; that history is valid', () => {
    expect(apart([...unsent, failed, asked, sentAgain])).toEqual([]);
    expect(historyViolations(logged([...unsent, failed, asked, sentAgain]))).toEqual([]);
    expect(historyViolations(logged([...unsent, failed, asked, sentAgain, sentAgain]))).toHaveLength(1);
    expect(historyViolations(logged([...unsent, failed, failed]))).toHaveLength(1);
  });

  it('E2: are those that came back, once and until they were sent again; that history is valid', () => {
    expect(apart([...sale, failed])).toMatchObject([expect.stringMatching(/^1 mails were given up/), expect.anything()]);
    expect(apart([...sale, failed, asked, sentAgain])).toEqual([]);
    expect(historyViolations(logged([...sale, failed, asked, sentAgain]))).toEqual([]);
    expect(historyViolations(logged([...sale, failed, failed]))).toHaveLength(1);
    expect(receiptsMissing([...sale, failed])).toEqual([]);
  });

  it('E1: are those that wait for the mail server, with what it last said; a receipt that nobody has in hand is a violation', () => {
    expect(apart(unsent, [waiting])).toMatchObject(['1 mails wait for the mail server', expect.stringContaining('receipt, 451')]);
    expect(receiptsMissing(unsent, [waiting])).toEqual([]);
    expect(receiptsMissing(unsent)).toHaveLength(1);
    expect(apart(sale, [waiting])).toEqual([]);
  });
});
