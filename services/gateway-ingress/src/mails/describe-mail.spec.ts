import { fold, type Order } from '@tollgate/order';
import {
  authorizationRequested,
  fraudAccepted,
  mailFailed,
  mailRequested,
  mailSent,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
} from '@tollgate/testing';
import { describeMailRequest, describeMails, type MailTries } from './describe-mail.js';
import { mailAnswerSchema } from './mail.schema.js';

const capture = '01890a5d-ac96-7000-8000-0000000000a1';
const asked = '01890a5d-ac96-7000-8000-0000000000b1';
const later = '2026-11-24T12:00:00.000Z';
const sale = [
  orderPlaced(),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested(),
  paymentAuthorized(),
  paymentCaptured({}, { id: capture }),
];
const request = mailRequested({ operation: capture, sealedRecipient: 'c2VhbGVk' }, { id: asked, occurredAt: later });
const shown = (events: Parameters<typeof fold>[0], tries?: readonly MailTries[]) =>
  describeMails(fold(events) as Order, tries).map((mail) => mailAnswerSchema.parse(mail));

describe('the mails of an order', () => {
  it('are none before anything was captured', () => expect(shown(sale.slice(0, -1))).toEqual([]));

  it('are pending until a mail server took them', () =>
    expect(shown(sale)).toMatchObject([
      {
        id: 'mail_01890a5dac96700080000000000000a1',
        kind: 'receipt',
        operation: 'cap_01890a5dac96700080000000000000a1',
        recipient: 'customer',
        status: 'pending',
        settledAt: null,
        tries: null,
      },
    ]));

  it('say how often they were tried, what was answered, and when they are tried next', () => {
    const tries = { kind: 'receipt', operation: capture, request: '', count: 3, replyCode: 451, status: '4.7.1', nextAt: later };
    expect(shown(sale, [tries])).toMatchObject([
      { status: 'pending', tries: 3, replyCode: 451, smtpStatus: '4.7.1', nextTryAt: later, code: null },
    ]);
    expect(shown([...sale, mailSent({ operation: capture })], [tries])).toMatchObject([
      { status: 'sent', tries: null, replyCode: null, nextTryAt: null, settledAt: '2026-11-23T12:00:00.000Z' },
    ]);
  });

  it('say why they were given up', () =>
    expect(shown([...sale, mailFailed({ operation: capture, status: '5.1.1' })])).toMatchObject([
      { status: 'failed', code: 'mailbox_unknown', replyCode: 550, smtpStatus: '5.1.1' },
    ]));

  it('are one for each request, too, newest first', () => {
    const events = [...sale, mailFailed({ operation: capture }), request];
    expect(shown(events)).toMatchObject([
      { id: 'mail_01890a5dac96700080000000000000b1', status: 'pending', recipient: 'other', createdAt: later },
      { id: 'mail_01890a5dac96700080000000000000a1', status: 'failed', recipient: 'customer' },
    ]);
    expect(shown([...events, mailSent({ operation: capture, request: asked }, { version: 2 })])).toMatchObject([
      { status: 'sent', code: null },
      { status: 'failed' },
    ]);
  });

  it('are answered as they were asked for, whatever became of them since', () => {
    const order = fold([...sale, request, mailSent({ operation: capture, request: asked })]) as Order;
    const [one] = order.mailRequests;
    expect(one && mailAnswerSchema.parse(describeMailRequest(order, one))).toMatchObject({ status: 'pending', settledAt: null });
  });
});
