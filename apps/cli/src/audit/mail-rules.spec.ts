import { logged, operated, orderId, type Step, sale, saleCaptureId, step } from '../testing/logged-history.js';
import { orderKey } from './acquirer-journal.js';
import { mailViolations } from './mail-rules.js';
import { factsOf } from './order-facts.js';

const refundId = 'c0000000-0000-7000-8000-000000000001';
const id = (kind: string, operation: string, order = orderId) => ({
  messageId: `<${kind}.${orderKey(order)}.${orderKey(operation)}@tollgate.example>`,
});
const judge = (steps: readonly Step[], lines: readonly { messageId: string }[]): readonly string[] =>
  mailViolations({ before: lines, after: lines }, new Map([[orderKey(orderId), factsOf(logged(steps))]])).map(({ says }) => says);

const receipt = id('receipt', saleCaptureId);
const note = id('refund', refundId);
const refunded = [...sale, ...operated('Refund', refundId, 1000)];

describe('the mail server’s journal', () => {
  it('agrees with a receipt and a note of a refund, copies counted once', () =>
    expect(judge(refunded, [receipt, receipt, note])).toEqual([]));

  it('is not asked of a mail that was refused for good', () =>
    expect(
      judge([...sale.slice(0, -1), step('notice', 'MailFailed', { kind: 'receipt', operation: saleCaptureId })], []),
    ).toEqual([]));

  it('I11: shows a receipt that nobody took', () =>
    expect(judge(sale, [])).toEqual(['its receipt mail is recorded as sent and was never taken']));

  it('is not asked of the mails of a seeded order, which never left', () => {
    const events = logged(sale).map((event) => (event.type === 'OrderPlaced' ? { ...event, on: 'seed' } : event));
    expect(mailViolations({ before: [], after: [] }, new Map([[orderKey(orderId), factsOf(events)]]))).toEqual([]);
  });

  it('I11: shows a note of a refund that nobody took', () =>
    expect(judge(refunded, [receipt])).toEqual(['its refund mail is recorded as sent and was never taken']));

  it('I11: shows a mail of what did not take place', () => {
    expect(judge(sale, [receipt, note])).toEqual(['a refund mail went out for what did not take place']);
    expect(judge(sale, [receipt, id('receipt', saleCaptureId, orderId.replace('0', '1'))])).toHaveLength(1);
  });

  it('E2: agrees with a receipt that the merchant asked for again, and shows one that nobody took', () => {
    const requestId = 'd0000000-0000-7000-8000-000000000001';
    const again = [
      ...sale,
      step('order', 'MailRequested', { kind: 'receipt', operation: saleCaptureId }, requestId),
      step('notice', 'MailSent', { kind: 'receipt', operation: saleCaptureId, request: requestId }),
    ];
    const copy = { messageId: receipt.messageId.replace('@', `.${orderKey(requestId)}@`) };
    expect(judge(again, [receipt, copy])).toEqual([]);
    expect(judge(again, [receipt])).toEqual(['its receipt mail is recorded as sent and was never taken']);
  });

  it('agrees with a mail of new links, and shows one of links that nobody was to be told of', () => {
    const asked = 'd0000000-0000-7000-8000-000000000002';
    const reissued = (isTold: boolean) => [
      ...sale,
      step('delivery', 'DownloadsReissued', { links: [{ generation: 2, downloads: 1 }], request: asked, isTold }),
    ];
    expect(judge(reissued(true), [receipt, id('links', asked)])).toEqual([]);
    expect(judge(reissued(false), [receipt, id('links', asked)])).toEqual(['a links mail went out for what did not take place']);
  });

  it('agrees with a mail of an update that was asked for, and shows one that nobody asked for', () => {
    const [notice, asked] = ['e0000000-0000-7000-8000-000000000001', 'd0000000-0000-7000-8000-000000000003'];
    const about = { kind: 'update', operation: notice };
    const told = step('notice', 'MailSent', { ...about, request: asked });
    const mail = { messageId: id('update', notice).messageId.replace('@', `.${orderKey(asked)}@`) };
    expect(judge([...sale, step('order', 'MailRequested', about, asked), told], [receipt, mail])).toEqual([]);
    expect(judge(sale, [receipt, mail])).toEqual(['an update mail went out for what did not take place']);
  });

  it('passes over mails that are none of ours', () => expect(judge(sale, [receipt, { messageId: '<x@y>' }])).toEqual([]));

  it('is looked at before and after the log is read: a mail that comes meanwhile is neither lost nor untrue', () => {
    const orders = new Map([[orderKey(orderId), factsOf(logged(sale))]]);
    expect(mailViolations({ before: [], after: [receipt, note] }, orders)).toEqual([]);
  });
});
