import { randomUUID } from 'node:crypto';
import { requests, SendOperatorMailRequestSchema, SendOperatorMailResponseSchema } from '@tollgate/contracts';
import { DueWorkRunner } from '@tollgate/postgres';
import type { RunningService } from '@tollgate/service';
import { eventually } from '@tollgate/testing';
import { TestStack } from '../testing/test-stack.js';

describe('a mail to somebody who works with Central', () => {
  let stack: TestStack;
  let notifications: RunningService;
  beforeAll(async () => {
    stack = await TestStack.start();
  });
  afterEach(async () => {
    await notifications.stop();
    await stack.rows('delete from notifications.due_work');
  });
  afterAll(() => stack.stop());

  const mail = {
    kind: 'invitation',
    email: 'ann@example.com',
    language: 'de',
    link: 'https://pay.example/central/invitation/a-secret-token',
    store: 'Der Buchladen',
    inviter: 'Olga Owner',
    change: '',
  };
  const ask = (id: string, more: Partial<typeof mail & { until: string; approval: object | undefined }> = {}) => {
    const until = new Date(stack.clock.now().getTime() + 3_600_000).toISOString();
    const request = { id, ...mail, until, ...more };
    const schemas = [SendOperatorMailRequestSchema, SendOperatorMailResponseSchema] as const;
    return stack.requests.request(requests.sendOperatorMail, ...schemas, request);
  };
  const away = { TOLLGATE_SMTP_URL: 'smtp://127.0.0.1:9' };
  const isNothingOwed = async () => ((await stack.owed()).length === 0 ? true : undefined);

  it('goes out in its reader’s language, with its link in both forms', async () => {
    notifications = await stack.notifications();
    const id = randomUUID();
    await ask(id);
    const [sent] = await eventually('the mail', async () => ((await stack.mails(id)).length > 0 ? stack.mails(id) : undefined));
    expect(sent).toMatchObject({ Subject: 'Einladung zu Der Buchladen', To: [{ Address: 'ann@example.com' }] });
    for (const form of [sent?.Text, sent?.HTML]) expect(form).toContain(mail.link);
    await eventually('nothing is owed', isNothingOwed);
  });

  it('is owed from the moment it is asked for: no mail server and no restart loses it, and at rest nobody reads it', async () => {
    notifications = await stack.notifications(away);
    const id = randomUUID();
    await ask(id);
    const owed = JSON.stringify(await stack.owed());
    expect(owed).toContain('invitation');
    for (const secret of ['ann@', 'example.com', 'a-secret-token', 'Olga']) expect(owed).not.toContain(secret);
    await notifications.stop();
    notifications = await stack.notifications();
    await eventually('the mail', async () => {
      const [next] = await stack.owed();
      if (next !== undefined) stack.clock.advance(Math.max(0, next.due_at.getTime() - stack.clock.now().getTime()));
      notifications.app.get(DueWorkRunner).wake();
      return (await stack.mails(id)).length === 1 || undefined;
    });
  });

  describe('about a refund that wants a second person', () => {
    const approval = {
      at: '2026-11-24T12:00:00.000Z',
      amount: { minor: 1300n, currency: 'USD' },
      order: 'ord_01890a5dac96774bbcceb302099a8057',
      person: 'Sam Support',
      decision: '',
      mode: 'live',
    };
    const waiting = { kind: 'refund_to_approve', language: 'en', approval };
    const sent = (id: string, count: number) =>
      eventually('the mails', async () => ((await stack.mails(id)).length === count ? stack.mails(id) : undefined));

    it('goes out once for its id, however often it is asked for, and after a restart', async () => {
      notifications = await stack.notifications();
      const id = randomUUID();
      await ask(id, waiting);
      const [first] = await sent(id, 1);
      expect(first?.Text).toContain('Sam Support asks to give back 13.00 USD of order ord_01890a5dac96774bbcceb302099a8057');
      await eventually('nothing is owed', isNothingOwed);
      await ask(id, waiting);
      await eventually('nothing is owed', isNothingOwed);
      await notifications.stop();
      notifications = await stack.notifications();
      await ask(id, waiting);
      await eventually('nothing is owed', isNothingOwed);
      expect(await stack.mails(id)).toHaveLength(1);
    });

    it('is forgotten with what it leads to', async () => {
      notifications = await stack.notifications();
      const [old, next] = [randomUUID(), randomUUID()];
      await ask(old, waiting);
      await sent(old, 1);
      await stack.rows("update notifications.sent_operator_mails set until = now() - interval '1 second'");
      await ask(next, waiting);
      await sent(next, 1);
      await eventually('nothing is owed', isNothingOwed);
      expect(await stack.rows('select id from notifications.sent_operator_mails')).toEqual([{ id: next }]);
    });

    it.each([
      ['without the refund', { approval: undefined }],
      ['with a decision, though it waits', { approval: { ...approval, decision: 'approve' } }],
      ['with a currency that is none', { approval: { ...approval, amount: { minor: 1n, currency: '$' } } }],
    ])('is refused %s', async (_, more) => {
      notifications = await stack.notifications();
      await expect(ask(randomUUID(), { ...waiting, ...more })).rejects.toMatchObject({ code: 'invalid_mail' });
      expect(await stack.owed()).toEqual([]);
    });
  });

  it('is sent no more once what it leads to has ended', async () => {
    notifications = await stack.notifications(away);
    const id = randomUUID();
    await ask(id);
    stack.clock.advance(3_600_000);
    await notifications.stop();
    notifications = await stack.notifications();
    await eventually('nothing is owed', isNothingOwed);
    expect(await stack.mails(id)).toEqual([]);
  });

  it.each([
    ['an address with a line break', { email: 'ann@example.com\r\nBcc: all@example.com' }],
    ['an unknown kind', { kind: 'advertisement' }],
    ['a link without TLS', { link: 'http://pay.example/x' }],
  ])('is refused with %s', async (_, more) => {
    notifications = await stack.notifications();
    await expect(ask(randomUUID(), more)).rejects.toMatchObject({ code: 'invalid_mail' });
    expect(await stack.owed()).toEqual([]);
  });
});
