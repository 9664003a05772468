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
  const ask = (id: string, more: Partial<typeof mail & { until: string }> = {}) => {
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
