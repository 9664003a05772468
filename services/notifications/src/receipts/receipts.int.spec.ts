import { newEvent, type RecordedEvent, type RecordedEventOf } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { usd } from '@tollgate/money';
import { causeOf } from '@tollgate/order-log';
import type { RunningService } from '@tollgate/service';
import { downloadsGranted, orderPlaced, paymentCaptured, paymentDeclined, shippedLine } from '@tollgate/testing';
import { MailsConsumer } from '../outgoing/mails.consumer.js';
import { type ScriptedServer, startScriptedServer } from '../testing/scripted-server.js';
import { pause, TestStack } from '../testing/test-stack.js';

let runtime: TestStack;
const replicas: RunningService[] = [];
const scripted: ScriptedServer[] = [];
const serve = async (more?: Readonly<Record<string, string>>): Promise<void> => {
  replicas.push(await runtime.notifications(more));
};

beforeAll(async () => {
  runtime = await TestStack.start();
});
afterEach(async () => {
  await Promise.all(replicas.splice(0).map((replica) => replica.stop()));
  await Promise.all(scripted.splice(0).map((server) => server.stop()));
});
afterAll(() => runtime?.stop());

const nothingToDownload = newEvent('PaymentCaptured', { amount: usd(5426n), isSale: true });
const mugs = orderPlaced({ lines: [shippedLine] }).data.lines;

/** A paid order with a book to download, up to the event that its receipt waits for. */
const granted = async (person = {}): Promise<RecordedEvent> => {
  const captured = await runtime.paid(await runtime.authorized(person), paymentCaptured());
  return runtime.append('esd-delivery', captured, downloadsGranted());
};
const shipped = async (person = {}): Promise<RecordedEvent> =>
  runtime.paid(await runtime.authorized(person, mugs), nothingToDownload);

type Captured = Extract<RecordedEvent, { readonly type: 'PaymentCaptured' }>;
const contextOf = (event: RecordedEvent) => ({ deliveryCount: 1, cause: causeOf(event) });

describe('a receipt', () => {
  it('tells what was bought and paid, with a link to the page of each download', async () => {
    await serve();
    const event = await granted({ shippingAddress: { line1: '1 Main St', city: 'Albany' } });
    const order = event.header.subject.id;
    runtime.deliver(event);
    const sent = await runtime.receipt(order);
    const [mail, ...copies] = await runtime.mails(order);
    expect(copies).toEqual([]);
    expect(sent).toMatchObject({
      type: 'MailSent',
      data: { messageId: expect.stringContaining(mail?.MessageID ?? 'nothing') },
    });
    expect(mail?.To).toMatchObject([{ Address: `${order}@example.com` }]);
    expect(mail?.Subject).toBe(`Your receipt for order ord_${order.replaceAll('-', '')}`);
    for (const body of [mail?.Text, mail?.HTML]) {
      for (const part of ['Ann Buyer', 'The Book', 'A mug', '54.26 USD', 'Visa ending in 1111', '1 Main St', 'book.epub']) {
        expect(body).toContain(part);
      }
      expect(body).toMatch(/https:\/\/downloads\.example\/d\/[\w-]{68}(?!\w|\/file)/);
    }
  });

  it('S18: tells nothing that belongs to us alone', async () => {
    await serve();
    const event = await granted();
    runtime.deliver(event);
    await runtime.receipt(event.header.subject.id);
    const [mail] = await runtime.mails(event.header.subject.id);
    const history = await runtime.read(event.header.subject.id);
    const secrets = history.flatMap(({ header, data }) =>
      'card' in data && data.card !== undefined
        ? [data.card.token, data.card.bin, ...Object.values(data.screening ?? {}).map(String), data.sealedPersonalData, header.id]
        : [],
    );
    for (const secret of secrets.filter((each) => each.length > 4)) {
      expect(`${mail?.Text} ${mail?.HTML}`).not.toContain(secret);
    }
    expect(`${mail?.Text} ${mail?.HTML}`).not.toContain('mer_demo/EBOOK-1/1');
  });

  it('goes out with the capture where there is nothing to download', async () => {
    await serve();
    const event = await shipped();
    runtime.deliver(event);
    expect((await runtime.receipt(event.header.subject.id)).type).toBe('MailSent');
    expect((await runtime.mails(event.header.subject.id))[0]?.Text).not.toContain('download');
  });

  it('waits for the links where there is something to download', async () => {
    await serve();
    const captured = await runtime.paid(await runtime.authorized(), paymentCaptured());
    runtime.deliver(captured);
    await pause(300);
    expect(await runtime.mails(captured.header.subject.id)).toEqual([]);
  });

  it('I11: is not sent for a declined order', async () => {
    await serve();
    const declined = await runtime.append('authorization', await runtime.authorized(), paymentDeclined());
    runtime.deliver(declined);
    await pause(300);
    expect(await runtime.mails(declined.header.subject.id)).toEqual([]);
  });

  it('S16: keeps what the customer typed where it belongs', async () => {
    await serve();
    const event = await shipped({ name: 'Ann\r\nBcc: all@example.com\r\n\r\n<script>alert(1)</script>' });
    runtime.deliver(event);
    await runtime.receipt(event.header.subject.id);
    const [mail] = await runtime.mails(event.header.subject.id);
    expect(mail?.To).toHaveLength(1);
    expect(mail?.Text).toContain('Hello Ann Bcc: all@example.com <script>');
    expect(mail?.HTML).not.toContain('<script');
  });
});

describe('a receipt of a capture in parts', () => {
  it('waits for what the capture brings, and goes out where that is nothing new', async () => {
    await serve();
    const held = await runtime.authorized();
    const order = held.header.subject.id;
    const captured = await runtime.captured(held, 1_000n);
    runtime.deliver(captured);
    await pause(500);
    expect(await runtime.mails(order)).toEqual([]);
    runtime.deliver(await runtime.append('esd-delivery', captured, newEvent('DownloadsGranted', {})));
    expect((await runtime.receipt(order)).type).toBe('MailSent');
    const [mail] = await runtime.mails(order);
    expect(mail?.Text).toContain('10.00 USD');
  });

  it('goes out also where the grant comes while its capture is still being looked at', async () => {
    await serve();
    const consumer = replicas[0]?.app.get(MailsConsumer);
    for (let round = 0; round < 20; round += 1) {
      const captured = (await runtime.captured(await runtime.authorized(), 1_000n)) as Captured;
      const granting = await runtime.append('esd-delivery', captured, newEvent('DownloadsGranted', {}));
      await Promise.all([
        consumer?.tellOfPayment(captured, contextOf(captured)),
        consumer?.tellOfDownloads(granting as RecordedEventOf<'DownloadsGranted'>, contextOf(granting)),
      ]);
      expect((await runtime.read(captured.header.subject.id)).map(({ type }) => type)).toContain('MailSent');
    }
  });

  it('goes out with the capture where nothing is delivered online', async () => {
    await serve();
    const held = await runtime.authorized({}, mugs);
    runtime.deliver(await runtime.captured(held, 1_000n));
    expect((await runtime.receipt(held.header.subject.id)).type).toBe('MailSent');
  });
});

describe('one receipt for an order', () => {
  it.each([1, 2])(
    'I9: however often its events come, at once or later, to %d replica(s)',
    async (count) => {
      for (let index = 0; index < count; index += 1) await serve();
      const events = await Promise.all(Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? granted() : shipped())));
      for (const event of [...events, ...events, ...events]) runtime.deliver(event);
      await Promise.all(events.map(({ header }) => runtime.receipt(header.subject.id)));
      for (const event of events) runtime.deliver(event);
      await pause(1_500); // longer than the first pause after a TransientError
      for (const { header } of events) {
        expect(await runtime.mails(header.subject.id)).toHaveLength(1);
        expect((await runtime.read(header.subject.id)).filter(({ type }) => type === 'MailSent')).toHaveLength(1);
      }
    },
    20_000,
  );

  it('I9: also where two replicas are handed the same event at the same moment', async () => {
    await Promise.all([serve(), serve()]);
    const consumers = replicas.map(({ app }) => app.get(MailsConsumer));
    const events = (await Promise.all(Array.from({ length: 10 }, () => shipped()))) as Captured[];
    const handed = events.flatMap((event) => consumers.map((consumer) => consumer.tellOfPayment(event, contextOf(event))));
    const ends = await Promise.allSettled(handed);
    expect(ends.every((end) => end.status === 'fulfilled' || end.reason instanceof TransientError)).toBe(true);
    for (const { header } of events) expect(await runtime.mails(header.subject.id)).toHaveLength(1);
  });

  it.each([
    ['mail:after-intent', 1],
    ['mail:after-answer', 2],
  ])(
    'I11: through a crash at %s the mail server gets it %d time(s), under one Message-ID',
    async (point, mailCount) => {
      const event = await granted();
      const order = event.header.subject.id;
      const { ended } = runtime.notificationsThatCrash(point);
      runtime.deliver(event);
      expect(await ended).toBe('SIGKILL');
      await serve();
      runtime.deliver(event); // as the bus would after 30 s
      const sent = await runtime.receipt(order);
      const mails = await runtime.mails(order);
      expect(mails).toHaveLength(mailCount);
      expect(new Set(mails.map(({ MessageID, Text, HTML }) => MessageID + Text + HTML)).size).toBe(1);
      expect(sent).toMatchObject({ data: { messageId: expect.stringContaining(order.replaceAll('-', '')) } });
    },
    20_000,
  );
});

describe('a refund', () => {
  it('is told of once, with its amount and reason', async () => {
    await serve();
    const event = await shipped();
    const order = event.header.subject.id;
    runtime.deliver(event);
    await runtime.receipt(order);
    const refunded = await runtime.refunded(order);
    for (let times = 0; times < 3; times += 1) runtime.deliver(refunded);
    expect((await runtime.receipt(order, 'refund')).type).toBe('MailSent');
    const mails = (await runtime.mails(order)).filter(({ MessageID }) => MessageID.startsWith('refund.'));
    expect(mails).toHaveLength(1);
    expect(mails[0]?.Subject).toBe(`Your refund for order ord_${order.replaceAll('-', '')}`);
    for (const part of ['54.26 USD', 'arrived broken', 'Visa ending in 1111', 'This was a test'])
      expect(mails[0]?.Text).toContain(part);
  });
});

describe('a mail server', () => {
  const meet = async (script: Parameters<typeof startScriptedServer>[0]): Promise<ScriptedServer> => {
    const server = await startScriptedServer(script);
    scripted.push(server);
    await serve({ TOLLGATE_SMTP_URL: server.url });
    return server;
  };

  it('that refuses for good is not asked again, and the log says so', async () => {
    const server = await meet({ RCPT: ['550 5.1.1 no such user'] });
    const event = await shipped();
    runtime.deliver(event);
    expect(await runtime.receipt(event.header.subject.id)).toMatchObject({
      type: 'MailFailed',
      data: { replyCode: 550, status: '5.1.1', code: 'mailbox_unknown', request: '' },
    });
    runtime.deliver(event);
    await pause(300);
    expect(server.taken).toEqual([]);
  });
});

describe('nobody to write to', () => {
  it('is recorded where the address is none', async () => {
    await serve();
    const event = await shipped({ email: 'ann@example.com\r\nBcc: all@example.com' });
    runtime.deliver(event);
    expect(await runtime.receipt(event.header.subject.id)).toMatchObject({
      type: 'MailFailed',
      data: { code: 'address_invalid' },
    });
    expect(await runtime.mails(event.header.subject.id)).toEqual([]);
  });

  it('is recorded where the customer was forgotten', async () => {
    await serve();
    const event = await shipped();
    await runtime.rows('delete from order_log.order_key where order_id = $1', event.header.subject.id);
    runtime.deliver(event);
    expect(await runtime.receipt(event.header.subject.id)).toMatchObject({
      type: 'MailFailed',
      data: { code: 'customer_forgotten' },
    });
  });
});
