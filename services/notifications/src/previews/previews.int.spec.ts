import { createHash, randomUUID } from 'node:crypto';
import {
  GetLogoRequestSchema,
  GetLogoResponseSchema,
  newEvent,
  PreviewReceiptRequestSchema,
  PreviewReceiptResponseSchema,
  PutLogoRequestSchema,
  PutLogoResponseSchema,
  PutSettingsRequestSchema,
  PutSettingsResponseSchema,
  requests,
  SendTestReceiptRequestSchema,
  SendTestReceiptResponseSchema,
} from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import type { RunningService } from '@tollgate/service';
import { eventually, orderPlaced, shippedLine } from '@tollgate/testing';
import { pngOf } from '../testing/sample-images.js';
import { TestStack } from '../testing/test-stack.js';

const captured = newEvent('PaymentCaptured', { amount: usd(5426n), isSale: true });
const mugs = orderPlaced({ lines: [shippedLine] }).data.lines;
const png = pngOf(300, 100);

describe('how a merchant’s mails look', () => {
  let stack: TestStack;
  let notifications: RunningService;
  beforeAll(async () => {
    stack = await TestStack.start();
    notifications = await stack.notifications();
  });
  afterAll(async () => {
    await notifications.stop();
    await stack.stop();
  });

  const draft = (document: object, more: object = {}) => ({
    merchant: 'mer_demo',
    mode: 'test',
    document: JSON.stringify(document),
    language: '',
    kind: 'receipt',
    order: '',
    ...more,
  });
  const preview = (document: object, more: object = {}) =>
    stack.requests.request(requests.previewReceipt, PreviewReceiptRequestSchema, PreviewReceiptResponseSchema, {
      draft: draft(document, more),
    });
  const upload = (bytes: Buffer, merchant = 'mer_demo') =>
    stack.requests.request(requests.putLogo, PutLogoRequestSchema, PutLogoResponseSchema, {
      merchant,
      bytes: bytes.toString('base64'),
    });
  const put = (document: object, merchant = 'mer_demo') =>
    stack.requests.request(requests.putSettings('receipt'), PutSettingsRequestSchema, PutSettingsResponseSchema, {
      merchant,
      mode: 'test',
      document: JSON.stringify(document),
      expectedVersion: -1,
      command: randomUUID(),
      correlation: randomUUID(),
      actor: 'usr_1',
    });

  it('is shown of a made-up order, with what is not saved, and in any language', async () => {
    const { subject, html, text } = await preview({ shopName: 'Lamps & more', footer: 'Lamps Ltd' }, { language: 'de' });
    expect(subject).toMatch(/^Ihr Beleg/);
    expect(html).toContain('Lamps &amp; more');
    expect(text).toContain('Lamps Ltd');
    expect((await preview({}, { kind: 'refund' })).subject).toMatch(/^Your refund/);
  });

  it('names the place of what makes no sense', async () => {
    await expect(preview({ accentColor: '#ffff00' })).rejects.toMatchObject({ code: 'invalid_settings', field: '/accentColor' });
    await expect(preview({ logo: 'ab'.repeat(32) })).rejects.toMatchObject({ code: 'invalid_settings', field: '/logo' });
  });

  it('is shown of an order of the merchant’s own, with links that lead nowhere', async () => {
    const order = (await stack.paid(await stack.authorized({ name: 'Bob Reader' }, mugs), captured)).header.subject.id;
    expect((await preview({}, { order })).html).toContain('Bob Reader');
    await expect(preview({}, { order, kind: 'refund' })).rejects.toMatchObject({ code: 'nothing_to_mail' });
    await expect(preview({}, { order, merchant: 'mer_other' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(preview({}, { order, mode: 'live' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(preview({}, { order: randomUUID() })).rejects.toMatchObject({ code: 'not_found' });
    expect((await preview({})).text).toContain('https://downloads.example/d/preview');
  });

  it('has a logo that goes out with the mail, once the settings name it', async () => {
    const { sha256, ...facts } = await upload(png);
    expect(sha256).toBe(createHash('sha256').update(png).digest('hex'));
    expect(facts).toMatchObject({ type: 'image/png', width: 300, height: 100 });
    expect((await preview({ logo: sha256 })).html).toContain(`<img src="data:image/png;base64,${png.toString('base64')}"`);
    await put({ shopName: 'Lamps', supportEmail: 'help@lamps.example', logo: sha256, accentColor: '#7a1f5f' });
    const event = await stack.paid(await stack.authorized({}, mugs), captured);
    stack.deliver(event);
    const order = event.header.subject.id;
    expect((await stack.receipt(order)).type).toBe('MailSent');
    const [mail] = await stack.mails(order);
    expect(mail).toMatchObject({ From: { Name: 'Lamps' } });
    expect(mail?.HTML).toContain('#7a1f5f');
    expect(mail?.HTML).toMatch(/<img src="(cid:|data:image\/png)/);
  });

  it('has no logo of another merchant, and none that nobody uploaded', async () => {
    const { sha256 } = await upload(pngOf(64, 64), 'mer_other');
    const get = { merchant: 'mer_demo', sha256 };
    await expect(put({ logo: sha256 })).rejects.toMatchObject({ code: 'invalid_settings', field: '/logo' });
    await expect(
      stack.requests.request(requests.getLogo, GetLogoRequestSchema, GetLogoResponseSchema, get),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(upload(Buffer.from('<svg onload="hit()"/>'))).rejects.toMatchObject({ code: 'not_an_image' });
  });

  it('keeps the twenty newest logos, and the one in force', async () => {
    const { sha256 } = await upload(pngOf(40, 40), 'mer_many');
    await put({ logo: sha256 }, 'mer_many');
    for (let side = 41; side < 63; side += 1) await upload(pngOf(side, side), 'mer_many');
    const rows = await stack.rows<{ sha256: string }>("SELECT sha256 FROM notifications.logos WHERE merchant = 'mer_many'");
    expect(rows).toHaveLength(21);
    expect(rows.map((row) => row.sha256)).toContain(sha256);
  });

  it('is mailed to who asks, in full, and at rest nobody reads whom', async () => {
    const id = randomUUID();
    const { sha256 } = await upload(png);
    const document = { shopName: 'Lamps', logo: sha256, footer: 'Lamps Ltd', replyTo: 'answers@lamps.example' };
    const test = { id, email: 'olga@example.com', draft: draft(document) };
    await stack.requests.request(requests.sendTestReceipt, SendTestReceiptRequestSchema, SendTestReceiptResponseSchema, test);
    const [mail] = await eventually('the mail', async () => ((await stack.mails(id)).length > 0 ? stack.mails(id) : undefined));
    expect(mail).toMatchObject({ To: [{ Address: 'olga@example.com' }], From: { Name: 'Lamps' } });
    expect(mail?.Subject).toMatch(/^\[Test\] Your receipt/);
    expect(mail?.HTML).toContain('Lamps Ltd');
    expect(JSON.stringify(await stack.owed())).not.toMatch(/olga|lamps/i);
  });

  it('is mailed to no two addresses', async () => {
    const test = { id: randomUUID(), email: 'a@example.com\r\nBcc: b@example.com', draft: draft({}) };
    await expect(
      stack.requests.request(requests.sendTestReceipt, SendTestReceiptRequestSchema, SendTestReceiptResponseSchema, test),
    ).rejects.toMatchObject({ code: 'invalid_mail' });
  });
});
