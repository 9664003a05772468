import { randomUUID } from 'node:crypto';
import { type EventInit, newEvent, type RecordedEvent } from '@tollgate/contracts';
import { causeOf, orderTarget } from '@tollgate/order-log';
import type { RunningService } from '@tollgate/service';
import { downloadsGranted, eventually, paymentCaptured } from '@tollgate/testing';
import { pause, TestStack } from '../testing/test-stack.js';

let stack: TestStack;
const replicas: RunningService[] = [];
const serve = async (): Promise<void> => void replicas.push(await stack.notifications());

beforeAll(async () => {
  stack = await TestStack.start();
});
afterEach(async () => {
  await Promise.all(replicas.splice(0).map((replica) => replica.stop()));
});
afterAll(() => stack?.stop());

/** A paid order with a book to download; answers its id. */
const granted = async (): Promise<string> => {
  const captured = await stack.paid(await stack.authorized(), paymentCaptured());
  return (await stack.append('esd-delivery', captured, downloadsGranted())).header.subject.id;
};

/** New links, as the merchant asked for them and esd-delivery issued them. */
const reissued = async (order: string, generation = 2, init: EventInit<'DownloadsReissued'> = {}): Promise<RecordedEvent> => {
  const command = { id: randomUUID(), hash: '', correlation: order };
  const [asked] = await stack
    .log('gateway-ingress')
    .decide(orderTarget(order), command, () => [newEvent('DownloadsReissueRequested', { entitlements: [0], isTold: true })]);
  if (asked === undefined) throw new Error('no links were asked for');
  const links = [{ entitlement: 0, generation, downloads: 1 }];
  const expiresAt = '2026-12-01T12:00:00.000Z';
  const issued = { links, expiresAt, request: asked.header.id, isTold: true, ...init };
  const [done] = await stack
    .log('esd-delivery')
    .decide(orderTarget(order), causeOf(asked), () => [newEvent('DownloadsReissued', issued)]);
  if (done === undefined) throw new Error('no links were issued');
  return done;
};
const linksMails = async (order: string) => (await stack.mails(order)).filter(({ MessageID }) => MessageID.startsWith('links.'));
const recorded = async (order: string) => (await stack.read(order)).filter(({ type }) => type === 'MailSent');

describe('the mail of new links', () => {
  it('I9: goes out once for each re-issue, however often its event comes, and names order, kind and request in its Message-ID', async () => {
    await Promise.all([serve(), serve()]);
    const order = await granted();
    const events = [await reissued(order), await reissued(order, 3)];
    for (const event of [...events, ...events, ...events]) stack.deliver(event);
    await stack.receipt(order, 'links');
    await pause(1_500);
    for (const event of events) stack.deliver(event);
    await pause(500);
    const mails = await linksMails(order);
    expect(mails).toHaveLength(2);
    expect(await recorded(order)).toHaveLength(2);
    for (const { data } of events) {
      const request = 'request' in data ? String(data.request).replaceAll('-', '') : '';
      expect(mails.map(({ MessageID }) => MessageID)).toContainEqual(
        expect.stringMatching(`^links\\.${order.replaceAll('-', '')}\\.${request}@`),
      );
    }
    expect(mails[0]?.To).toMatchObject([{ Address: `${order}@example.com` }]);
    expect(mails[0]?.Text).toMatch(/https:\/\/downloads\.example\/d\/[\w-]{68}/);
  });

  it('goes to nobody where the merchant hands the links on, or none was issued', async () => {
    await serve();
    const order = await granted();
    stack.deliver(await reissued(order, 2, { isTold: false }));
    stack.deliver(await reissued(order, 3, { links: [], expiresAt: '' }));
    await pause(1_000);
    expect(await linksMails(order)).toEqual([]); // its receipt may have gone out meanwhile
    expect(await stack.isAcknowledged()).toBe(true);
  });

  it('I11: goes out after a crash before the mail server’s answer was recorded, as a copy of itself', async () => {
    const order = await granted();
    const event = await reissued(order);
    const { ended } = stack.notificationsThatCrash('mail:after-answer');
    stack.deliver(event);
    expect(await ended).toBe('SIGKILL');
    await serve();
    stack.deliver(event);
    await stack.receipt(order, 'links');
    const mails = await linksMails(order);
    expect(mails).toHaveLength(2);
    expect(new Set(mails.map(({ MessageID, Text, HTML }) => MessageID + Text + HTML)).size).toBe(1);
  });
});

describe('the mail of an update', () => {
  it('I9: goes out once for what asked for it, however often that comes, and leads to the links that are open', async () => {
    await Promise.all([serve(), serve()]);
    const order = await granted();
    const files = [{ sku: 'EBOOK-1', name: 'book.epub', sha256: 'cd'.repeat(32), sizeBytes: 2_097_152n, version: 2 }];
    const asked = await stack.requested(order, { kind: 'update', operation: randomUUID(), files });
    for (let times = 0; times < 3; times += 1) stack.deliver(asked);
    const isUpdate = ({ MessageID }: { readonly MessageID: string }): boolean => MessageID.startsWith('update.');
    await eventually('the mail', async () => (await stack.mails(order)).some(isUpdate));
    await eventually('its record', async () => (await recorded(order)).length === 1);
    stack.deliver(asked);
    await pause(500);
    const mails = (await stack.mails(order)).filter(isUpdate);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.Text).toContain('book.epub, version 2 (2.1 MB)');
    expect(mails[0]?.Text).toMatch(/https:\/\/downloads\.example\/d\/[\w-]{68}/);
    expect(await recorded(order)).toMatchObject([{ data: { kind: 'update', request: asked.header.id } }]);
  });
});
