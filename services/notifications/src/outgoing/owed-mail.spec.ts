import { smtpReply } from '../smtp/classify-reply.js';
import { afterTry, type OwedMail, waitsItsTurn } from './owed-mail.js';

const owed: OwedMail = {
  kind: 'receipt',
  operation: 'c1',
  request: '',
  order: 'o1',
  event: 'e1',
  lane: 'l1',
  tries: 4,
  since: '2026-11-23T12:00:00.000Z',
  lastAt: '2026-11-26T10:00:00.000Z',
  replyCode: 0,
  status: '',
};
const busy = smtpReply('recipient', '451 4.7.1 <ann@example.com> later');
const silent = smtpReply('connect', '');
const at = (time: string) => new Date(time);

describe('a mail that was not taken', () => {
  it('is tried again, and what was answered is known of it', () =>
    expect(afterTry(owed, busy, at('2026-11-26T11:59:59Z'))).toEqual({
      step: 'later',
      owed: { ...owed, tries: 5, lastAt: '2026-11-26T11:59:59.000Z', replyCode: 451, status: '4.7.1' },
    }));

  it('E1: is given up after 72 hours', () =>
    expect(afterTry(owed, busy, at('2026-11-26T12:00:00Z'))).toEqual({
      step: 'end',
      sent: { outcome: 'refused', code: 'not_taken', replyCode: 451, status: '4.7.1' },
    }));

  it('is not given up because the mail server was away for four days', () =>
    expect(afterTry(owed, silent, at('2026-11-27T12:00:00Z'))).toMatchObject({ step: 'later', owed: { tries: 5 } }));

  it('I11: is given up after 72 hours though the answer to it never came: each try may be a copy that the customer gets', () =>
    expect(afterTry(owed, smtpReply('message', ''), at('2026-11-26T12:00:00Z'))).toEqual({
      step: 'end',
      sent: { outcome: 'refused', code: 'not_taken', replyCode: 0, status: '' },
    }));

  it('I11: is known to be a copy from then on once it was sent in full and not answered', () => {
    const first = afterTry(owed, smtpReply('message', ''), at('2026-11-26T11:00:00Z'));
    expect(first).toMatchObject({ step: 'later', owed: { mayBeTaken: true } });
    const next = first.step === 'later' && afterTry(first.owed, silent, at('2026-11-26T11:30:00Z'));
    expect(next).toMatchObject({ step: 'later', owed: { mayBeTaken: true } });
  });

  it('is not given up because its recipient’s server fell silent before the message for four days', () =>
    expect(afterTry(owed, smtpReply('recipient', ''), at('2026-11-27T12:00:00Z')).step).toBe('later'));

  it.each([smtpReply('login', '535 5.7.8 no'), smtpReply('sender', '550 5.1.8 no'), smtpReply('connect', '554 5.7.1 no')])(
    'E2: is not given up because the mail server refused us for four days: %j',
    (reply) => expect(afterTry(owed, reply, at('2026-11-27T12:00:00Z')).step).toBe('later'),
  );
});

describe('a mail that is owed, whose event comes again', () => {
  it.each([
    ['before it is due: waits', '2026-11-26T10:00:30Z', true],
    ['once it is due: is tried', '2026-11-26T10:02:00Z', false],
    ['I18: after the clock by which it was put off was set back: is tried', '2026-11-25T10:00:00Z', false],
  ])('%s', (_, now, waits) => expect(waitsItsTurn({ owed, dueAt: at('2026-11-26T10:01:30Z') }, at(now))).toBe(waits));

  it('waits where no server was asked yet', () => {
    const row = { owed: { ...owed, lastAt: '' }, dueAt: at('2026-11-26T10:01:30Z') };
    expect([at('2026-11-26T10:00:00Z'), at('2026-11-23T11:00:00Z')].map((now) => waitsItsTurn(row, now))).toEqual([true, false]);
  });
});
