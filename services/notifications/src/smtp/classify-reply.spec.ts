import { classify, type Refusal, type SmtpStep, smtpReply } from './classify-reply.js';

const said = (step: SmtpStep, text: string): Refusal => classify(smtpReply(step, text));

describe('a refusal', () => {
  it.each<[SmtpStep, string, string]>([
    [
      'recipient',
      '550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in virtual mailbox table',
      'mailbox_unknown',
    ],
    ['recipient', '550-5.1.1 The email account that you tried to reach does not exist.', 'mailbox_unknown'],
    ['recipient', '550 No such user here', 'mailbox_unknown'],
    ['recipient', '551 User not local', 'mailbox_unknown'],
    ['recipient', '550 5.1.6 Mailbox has moved', 'mailbox_unknown'],
    ['recipient', '550 5.2.1 The email account that you tried to reach is inactive', 'mailbox_disabled'],
    ['recipient', '550 5.1.2 Host or domain name not found', 'domain_unknown'],
    ['recipient', '556 5.1.10 Recipient address has null MX', 'domain_unknown'],
    ['recipient', '556 domain does not accept mail', 'domain_unknown'],
    ['recipient', '550 5.4.4 Unable to route', 'domain_unknown'],
    ['recipient', '553 5.1.3 Invalid address format', 'address_invalid'],
    ['recipient', '553 5.6.7 SMTPUTF8 needed', 'address_invalid'],
    ['message', '552 5.3.4 Message size exceeds fixed limit', 'message_refused'],
    ['message', '550 5.6.0 Lone CR or LF in headers', 'message_refused'],
    ['message', '550 5.1.1 No such user', 'mailbox_unknown'],
  ])('at %s, %j, is the end: %s', (step, text, code) => expect(said(step, text)).toEqual({ outcome: 'end', code }));

  it.each<[SmtpStep, string]>([
    ['connect', '554 5.7.1 Service unavailable; client host blocked using zen.spamhaus.example'],
    ['connect', '554 No SMTP service here'],
    ['tls', ''],
    ['tls', '502 5.5.1 STARTTLS not supported'],
    ['login', ''],
    ['login', '535 5.7.8 Username and Password not accepted'],
    ['login', '538 5.7.11 Encryption required'],
    ['sender', '530 5.7.0 Authentication required'],
    ['sender', '550 who are you'],
    ['sender', '553 5.7.1 Sender address rejected: not owned by user'],
    ['recipient', '530 5.7.0 Must issue a STARTTLS command first'],
    ['recipient', '554 5.7.1 <a@b.example>: Relay access denied'],
    ['recipient', '550 relay not permitted'],
    ['recipient', "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"],
    ['recipient', '550 5.7.23 SPF validation failed'],
    ['recipient', '550 SPF check failed for shop.example'],
    ['recipient', '550 5.7.1 Our system has detected that this message is likely unsolicited mail'],
    ['recipient', '550 5.1.8 Sender domain not found'],
    ['recipient', '550 5.1.7 Bad sender'],
    ['recipient', '550 access denied'],
    ['recipient', '554 Your host is listed in a blacklist'],
    ['recipient', '503 5.5.1 Bad sequence of commands'],
    ['message', '550 5.7.26 Unauthenticated email is not accepted due to domain’s DMARC policy'],
    ['message', '554 looks like spam'],
    ['message', '554 Transaction failed'],
  ])('E2: at %s, %j, concerns us: it is tried again, with an alarm', (step, text) =>
    expect(said(step, text)).toEqual({ outcome: 'later', concern: 'us' }),
  );

  it.each<[SmtpStep, string]>([
    ['recipient', '552 5.2.2 Mailbox full'],
    ['recipient', '552 Requested mail action aborted: exceeded storage allocation'],
    ['recipient', '452 4.2.2 The email account that you tried to reach is over quota'],
    ['recipient', '450 4.2.1 The user is receiving mail too quickly'],
    ['recipient', '550 5.4.1 Recipient address rejected: access denied'],
    ['message', '552 5.2.2 over quota'],
    ['message', '552 exceeded storage allocation'],
  ])('E2: at %s, %j, is of that mailbox alone, and passes', (step, text) =>
    expect(said(step, text)).toEqual({ outcome: 'later', concern: 'mailbox' }),
  );

  it.each<[SmtpStep, string]>([
    ['connect', ''],
    ['connect', '421 4.7.0 Too many connections'],
    ['recipient', '450 4.7.1 Greylisted'],
    ['recipient', '451 4.3.0 try later'],
    ['recipient', '550 5.3.2 System not accepting network messages'],
    ['message', ''],
    ['message', '451 try later still'],
  ])('E1: at %s, %j, passes', (step, text) => expect(said(step, text)).toEqual({ outcome: 'later', concern: 'server' }));

  it('of a status that nobody has given out yet is read by its class and subject', () => {
    expect(said('recipient', '550 5.7.999 who knows')).toEqual({ outcome: 'later', concern: 'us' });
    expect(said('recipient', '550 5.1.99 who knows')).toEqual({ outcome: 'end', code: 'mailbox_unknown' });
  });
});

describe('the enhanced status code', () => {
  it.each([
    ['550 5.1.1 unknown', '5.1.1'],
    ['550-5.7.26 and more', '5.7.26'],
    ['553 no (#5.7.1)', '5.7.1'],
    ['550 no such user', ''],
    ['550 10.5.1.1 is an address', ''],
    ['', ''],
  ])('of %j is %j', (text, status) => expect(smtpReply('recipient', text).status).toBe(status));

  it('S18: is all that is kept of a reply, with its code', () =>
    expect(JSON.stringify(smtpReply('recipient', '550 5.1.1 <ann@example.com> unknown'))).not.toContain('ann'));
});
