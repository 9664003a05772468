import type { RecordedEventOf } from '@tollgate/contracts';
import { fold, type Order } from '@tollgate/order';
import { mailFailed, mailSent, orderPlaced, paymentAuthorized, paymentCaptured } from '@tollgate/testing';
import { recordBounce, returnedMail } from './record-bounce.js';

const operation = '01890a5d-ac96-7000-8000-0000000000c1';
const paid = [orderPlaced(), paymentAuthorized(), paymentCaptured({}, { id: operation })];
const sent = mailSent({ operation }) as RecordedEventOf<'MailSent'>;
const end = { code: 'mailbox_unknown', replyCode: 550, status: '5.1.1' } as const;
const after = (...events: Parameters<typeof fold>[0]) => fold([...paid, ...events]) as Order;

describe('a mail that came back', () => {
  it('is recorded as failed, and its order tells so', () => {
    const [failed] = recordBounce(after(sent), sent, end);
    expect(failed).toMatchObject({ type: 'MailFailed', data: { kind: 'receipt', operation, request: '', ...end } });
    expect(after(sent, mailFailed({ operation }, { version: 2 })).mails).toMatchObject([
      { isSent: false, code: 'mailbox_unknown' },
    ]);
  });

  it('is recorded once', () =>
    expect(recordBounce(after(sent, mailFailed({ operation }, { version: 2 })), sent, end)).toEqual([]));

  it('is recorded of no mail that nobody took', () =>
    expect(recordBounce(after(mailFailed({ operation })), sent, end)).toEqual([]));

  it('is found by its mark among what was sent', () => {
    const again = mailSent({ operation, request: 'm1' }, { version: 2 });
    expect(returnedMail([...paid, sent, again], ({ request }) => request === 'm1')).toBe(again);
    expect(returnedMail([...paid, mailFailed({ operation })], () => true)).toBeUndefined();
    expect(returnedMail(paid, () => true)).toBeUndefined();
  });
});
