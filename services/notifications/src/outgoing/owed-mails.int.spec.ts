import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { DueWorkRunner } from '@tollgate/postgres';
import type { RunningService } from '@tollgate/service';
import { eventually, orderPlaced, shippedLine } from '@tollgate/testing';
import { type Script, type ScriptedServer, startScriptedServer } from '../testing/scripted-server.js';
import { pause, TestStack } from '../testing/test-stack.js';

let stack: TestStack;
let server: ScriptedServer;
let notifications: RunningService;

beforeAll(async () => {
  stack = await TestStack.start();
});
afterEach(async () => {
  await notifications.stop();
  await server.stop();
  await stack.rows('delete from notifications.due_work');
});
afterAll(() => stack?.stop());

const meet = async (script: Script): Promise<void> => {
  server = await startScriptedServer(script);
  notifications = await stack.notifications({ TOLLGATE_SMTP_URL: server.url });
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const captured = newEvent('PaymentCaptured', { amount: usd(5426n), isSale: true });
const mugs = orderPlaced({ lines: [shippedLine] }).data.lines;
const paid = async (email: string): Promise<RecordedEvent> => stack.paid(await stack.authorized({ email }, mugs), captured);
const paidMany = async (count: number, domain: string): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for (let begun = 0; begun < count; begun += 50) {
    const some = Array.from({ length: Math.min(50, count - begun) }, (_, index) => paid(`n${begun + index}@${domain}`));
    events.push(...(await Promise.all(some)));
  }
  return events;
};
const orderOf = ({ header }: RecordedEvent): string => header.subject.id;
const allAcknowledged = (): Promise<true> =>
  eventually('every event acknowledged', async () => (await stack.isAcknowledged()) || undefined);
/** Sets the clock forward to when the next mail is due, again and again, until it is so; `stepMs` further each time. */
const inTime = async <T>(what: string, look: () => Promise<T | undefined>, stepMs = 0): Promise<T> =>
  eventually(what, async () => {
    const found = await look();
    if (found !== undefined) return found;
    const [next] = await stack.owed();
    const leftMs = (next?.due_at.getTime() ?? 0) - stack.clock.now().getTime();
    if (leftMs > 0) stack.clock.advance(leftMs + stepMs);
    notifications.app.get(DueWorkRunner).wake();
    return undefined;
  });
const mailFor = (name: string) => server.taken.filter((message) => message.includes(`To: ${name}`));
const ended = async (order: string, request = ''): Promise<RecordedEvent | undefined> =>
  (await stack.read(order)).find(
    (event) => (event.type === 'MailSent' || event.type === 'MailFailed') && event.data.request === request,
  );
const nothingOwed = async (): Promise<true | undefined> => ((await stack.owed()).length === 0 ? true : undefined);

describe('a domain that answers 451 to everything', () => {
  it('E1: gets 1,000 receipts later; the one of the next customer goes out at once, and the bus holds none of them', async () => {
    const answers = ['451 4.7.1 try later'];
    await meet({ to: { 'slow.example': answers } });
    const events = await paidMany(1_000, 'slow.example');
    for (const event of events) stack.deliver(event);
    const elsewhere = await paid('eve@quick.example');
    const begunMs = performance.now();
    stack.deliver(elsewhere);
    await stack.receipt(orderOf(elsewhere));
    expect(performance.now() - begunMs).toBeLessThan(10_000);
    await allAcknowledged();
    expect(await stack.owed()).toHaveLength(1_000);
    expect(server.recipientCount()).toBeLessThan(30); // not one try a message, as it was
    expect(JSON.stringify(await stack.owed())).not.toContain('slow.example');

    answers[0] = '250 fine';
    await inTime('all receipts', nothingOwed, 5 * minuteMs);
    expect(server.taken).toHaveLength(1_001);
    expect(new Set(server.taken.map((message) => /^To: (.*)\r$/m.exec(message)?.[1])).size).toBe(1_001);
  }, 180_000);

  it('E1: is given up after 72 hours, and the order says so; the merchant’s wish for another is heard', async () => {
    const answers = ['451 4.7.1 try later'];
    await meet({ to: { 'never.example': answers } });
    const event = await paid('ann@never.example');
    const order = orderOf(event);
    stack.deliver(event);
    const [first] = await eventually('an owed mail', async () => ((await stack.owed()).length > 0 ? stack.owed() : undefined));
    expect(first?.payload).toMatchObject({ tries: 1, replyCode: 451, status: '4.7.1', order });
    const failed = await inTime('an end', () => ended(order));
    expect(failed).toMatchObject({
      type: 'MailFailed',
      data: { code: 'not_taken', replyCode: 451, status: '4.7.1', request: '' },
    });
    expect(stack.clock.now().getTime() - Date.parse(first?.payload.since ?? '')).toBeGreaterThan(71 * hourMs);
    expect(server.recipientCount()).toBeGreaterThan(15);
    await inTime('nothing owed', nothingOwed);

    const { operation } = (failed as Extract<RecordedEvent, { type: 'MailFailed' }>).data;
    const sealedRecipient = await stack.sealedAddress(order, 'ann@other.example');
    const asked = await stack.requested(order, { kind: 'receipt', operation, sealedRecipient });
    stack.deliver(asked);
    const sent = await eventually('the mail that was asked for', () => ended(order, asked.header.id));
    expect(sent).toMatchObject({ type: 'MailSent', data: { operation } });
    expect(mailFor('ann@other.example')).toHaveLength(1);
    stack.deliver(asked);
    await allAcknowledged();
    expect(mailFor('ann@other.example')).toHaveLength(1);
  }, 60_000);
});

describe('many mails to a domain that never takes one', () => {
  it('E1: are all given up after 72 hours, though few of them were tried', async () => {
    await meet({ to: { 'full.example': ['450 4.7.1 never'] } });
    const events = await paidMany(40, 'full.example');
    for (const event of events) stack.deliver(event);
    await allAcknowledged();
    const begunMs = stack.clock.now().getTime();
    await inTime('all ends', nothingOwed, 20 * minuteMs);
    for (const event of events) {
      expect(await ended(orderOf(event))).toMatchObject({ type: 'MailFailed', data: { code: 'not_taken', replyCode: 450 } });
    }
    const tookHours = (stack.clock.now().getTime() - begunMs) / hourMs;
    expect([tookHours > 71, tookHours < 80]).toEqual([true, true]);
  }, 90_000);
});

describe('a mail server that is down', () => {
  it('E1: holds up no event; once it is back every receipt goes out, each once', async () => {
    await meet({});
    await server.stop();
    const events = await paidMany(60, 'example.com');
    for (const event of events) stack.deliver(event);
    await allAcknowledged();
    expect(await stack.owed()).toHaveLength(60);
    const port = Number(new URL(server.url).port);
    server = await startScriptedServer({}, port);
    await inTime('all receipts', nothingOwed, 5 * minuteMs);
    expect(server.taken).toHaveLength(60);
    for (const event of events) expect((await ended(orderOf(event)))?.type).toBe('MailSent');
  }, 60_000);
});

describe('an event that comes again', () => {
  it('asks the server of what is owed no sooner for that, and begins no new 72 hours', async () => {
    await meet({ to: { 'again.example': ['452 4.2.2 full'] } });
    const event = await paid('ann@again.example');
    stack.deliver(event);
    const [before] = await eventually('an owed mail', async () => ((await stack.owed()).length > 0 ? stack.owed() : undefined));
    stack.clock.advance(30_000); // as the bus would after that time, and the sweep
    stack.deliver(event);
    await allAcknowledged();
    await pause(200);
    expect(await stack.owed()).toEqual([before]);
    expect(server.recipientCount()).toBe(1);
  });
});

describe('a mail server that takes long over a message', () => {
  it('E1: holds up neither its event nor the mails of others, and the mail goes out once', async () => {
    await meet({ message: ['later: 250 taken'] });
    const slow = await paid('ann@example.com');
    stack.deliver(slow);
    await allAcknowledged();
    expect(await ended(orderOf(slow))).toBeUndefined();
    expect(await stack.owed()).toHaveLength(1);
    const next = await paid('bob@other.example');
    stack.deliver(next);
    await stack.receipt(orderOf(next));
    stack.deliver(slow); // joins what is under way
    server.sayLater();
    expect((await stack.receipt(orderOf(slow))).type).toBe('MailSent');
    await inTime('nothing owed', nothingOwed);
    expect(mailFor('ann@example.com')).toHaveLength(1);
    await allAcknowledged(); // what is on its way as the service stops is not delivered to the next one for 30 s
  }, 30_000);

  it('E1: and does not take it in the end, is asked again', async () => {
    await meet({ message: ['later: 451 4.3.0 not now'] });
    const event = await paid('ann@example.com');
    stack.deliver(event);
    await allAcknowledged();
    server.sayLater();
    await inTime('the receipt', () => ended(orderOf(event)));
    await inTime('nothing owed', nothingOwed);
    expect(mailFor('ann@example.com')).toHaveLength(1);
  }, 30_000);
});

describe('a mail server that refuses us', () => {
  it.each<[string, Script, string]>([
    ['a relay that is denied', { RCPT: ['554 5.7.1 <ann@example.com>: Relay access denied'] }, '1'],
    ['a blocklist', { RCPT: ['550 5.7.1 ann@example.com: your host is on a blocklist'] }, '1'],
    ['a sender that it does not like', { MAIL: ['550 5.1.8 no such domain'] }, '1'],
    ['a mailbox that is full', { RCPT: ['552 5.2.2 over quota'] }, '0'],
  ])(
    'E2: costs no receipt: %s',
    async (_, script, alarm) => {
      await meet(script);
      const event = await paid('ann@example.com');
      stack.deliver(event);
      await allAcknowledged();
      const metrics = await (await fetch(`http://127.0.0.1:${notifications.healthPort}/metrics`)).text();
      expect(/^tollgate_mail_server_refuses_us\S* (\d)$/m.exec(metrics)?.[1]).toBe(alarm);
      expect(metrics.includes('example.com')).toBe(false);
      expect((await inTime('the receipt', () => ended(orderOf(event)))).type).toBe('MailSent');
      await inTime('nothing owed', nothingOwed);
    },
    30_000,
  );
});

describe('two replicas', () => {
  it('I9: try what is owed once each time, whoever was told of it', async () => {
    const answers = ['451 4.7.1 later'];
    await meet({ to: { 'pair.example': answers } });
    const other = await stack.notifications({ TOLLGATE_SMTP_URL: server.url });
    const events = await paidMany(40, 'pair.example');
    for (const event of [...events, ...events]) stack.deliver(event);
    await allAcknowledged();
    expect(await stack.owed()).toHaveLength(40);
    answers[0] = '250 fine';
    await inTime('all receipts', nothingOwed, 5 * minuteMs);
    expect(server.taken).toHaveLength(40);
    for (const event of events) {
      expect((await stack.read(orderOf(event))).filter(({ type }) => type === 'MailSent')).toHaveLength(1);
    }
    await other.stop();
  }, 60_000);
});

describe('a process that dies', () => {
  it('I11: between owing a mail and acknowledging its event costs no receipt, and sends none twice', async () => {
    await meet({ RCPT: ['451 4.3.0 try later'] });
    await notifications.stop();
    const event = await paid('ann@example.com');
    stack.deliver(event);
    // Again where it died of another event: what makes no progress is published once more after 30 s.
    await eventually('a process that died with the mail owed', async () => {
      const { ended: died } = stack.notificationsThatCrash('handle:before-ack', { TOLLGATE_SMTP_URL: server.url });
      expect(await died).toBe('SIGKILL');
      return (await stack.owed()).length === 1;
    });
    notifications = await stack.notifications({ TOLLGATE_SMTP_URL: server.url });
    stack.deliver(event); // as the bus would after 30 s
    await inTime('the receipt', () => ended(orderOf(event)));
    await inTime('nothing owed', nothingOwed);
    expect(mailFor('ann@example.com')).toHaveLength(1);
  }, 30_000);
});
