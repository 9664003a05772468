import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { RunningService } from '@tollgate/service';
import { eventually, paymentCaptured } from '@tollgate/testing';
import { createTransport } from 'nodemailer';
import { delayedReport, exchangeReport, postfixReport, vacationNote } from '../testing/delivery-reports.js';
import { TestStack } from '../testing/test-stack.js';
import { BouncesListener } from './bounces.listener.js';

let stack: TestStack;
let service: RunningService;
beforeAll(async () => {
  stack = await TestStack.start();
  service = await stack.notifications({ TOLLGATE_BOUNCE_DOMAIN: 'bounces.example', TOLLGATE_BOUNCE_PORT: '0' });
});
afterAll(async () => {
  await service?.stop();
  await stack?.stop();
});

/** As another mail server brings it: with nobody to send it back to. Answers the server's refusal; undefined where it took it. */
const bring = async (to: string, raw: string): Promise<number | undefined> => {
  const { port } = service.app.get(BouncesListener);
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  try {
    await transport.sendMail({ envelope: { from: '', to: [to] }, raw });
    return undefined;
  } catch (error) {
    return (error as { readonly responseCode?: number }).responseCode;
  } finally {
    transport.close();
  }
};

const connected = async (): Promise<Socket> => {
  const socket = connect(service.app.get(BouncesListener).port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
};

interface SentMail {
  readonly order: string;
  readonly returnPath: string;
  readonly recipient: string;
}

/** A paid order whose receipt a mail server took; its return address. */
const sent = async (): Promise<SentMail> => {
  const captured = await stack.paid(await stack.authorized(), paymentCaptured({ deliverables: [] }));
  const order = captured.header.subject.id;
  stack.deliver(captured);
  await stack.receipt(order);
  const [mail] = await stack.mails(order);
  return { order, returnPath: mail?.ReturnPath ?? '', recipient: mail?.To[0]?.Address ?? '' };
};
const failures = async (order: string) => (await stack.read(order)).filter(({ type }) => type === 'MailFailed');

describe('a receipt that a mail server took and sent back', () => {
  it.each([
    ['Postfix', postfixReport, 'mailbox_unknown', '5.1.1'],
    ['Exchange', exchangeReport, 'mailbox_unknown', '5.1.10'],
  ] as const)('is failed in the record, once, by the report of %s', async (_server, report, code, status) => {
    const { order, returnPath, recipient } = await sent();
    expect(returnPath).toMatch(/^b\.[0-9a-f]{32}\.[0-9a-f]{24}@bounces\.example$/);
    expect(await bring(returnPath, report(returnPath, recipient))).toBeUndefined();
    expect(await bring(returnPath.toUpperCase(), report(returnPath, recipient))).toBeUndefined();
    expect(await failures(order)).toMatchObject([{ data: { kind: 'receipt', code, replyCode: 550, status } }]);
  });

  it('stays sent where somebody is on holiday, a server still tries, or another address has not taken a copy', async () => {
    const { order, returnPath } = await sent();
    for (const note of [vacationNote, delayedReport, postfixReport])
      expect(await bring(returnPath, note(returnPath))).toBeUndefined();
    expect(await failures(order)).toEqual([]);
  });

  it('is not failed by who makes its address up, nor is another order’s', async () => {
    const [first, second] = [await sent(), await sent()];
    const mark = second.returnPath.slice(-'0'.repeat(24).length - '@bounces.example'.length);
    const forged = `b.${first.order.replaceAll('-', '')}.${mark}`;
    for (const note of [postfixReport, vacationNote]) expect(await bring(forged, note(forged))).toBe(451);
    const nobody = `b.${'0'.repeat(32)}.${mark}`;
    expect(await bring(nobody, postfixReport(nobody))).toBe(550);
    expect(await bring('receipts@tollgate.example', postfixReport('receipts@tollgate.example'))).toBe(550);
    expect([await failures(first.order), await failures(second.order)]).toEqual([[], []]);
  });

  it('is not even read where it is as large as no report is', async () => {
    const { order, returnPath } = await sent();
    expect(await bring(returnPath, postfixReport(returnPath) + 'x'.repeat(1_200_000))).toBe(552);
    expect(await failures(order)).toEqual([]);
  });

  it('is kept away by nobody who holds connections, nor by one that sends without an end', async () => {
    const { order, returnPath, recipient } = await sent();
    const greeted = async (socket: Socket): Promise<string> => String((await once(socket, 'data'))[0]);
    const held = [await connected(), await connected()];
    const endless = await connected();
    const all = [...held, endless];
    expect((await Promise.all(all.map(greeted))).map((line) => line.slice(0, 3))).toEqual(['220', '220', '220']);
    expect(await greeted(await connected())).toMatch(/^421 4\.7\.0 too many/);
    const over = once(endless, 'close');
    for (const line of ['EHLO mx.example', 'MAIL FROM:<>', `RCPT TO:<${returnPath}>`, 'DATA']) {
      endless.write(`${line}\r\n`);
      await once(endless, 'data');
    }
    endless.resume().write('x'.repeat(3 * 1_048_576));
    await over;
    expect(await bring(returnPath, postfixReport(returnPath, recipient))).toBeUndefined();
    expect(await failures(order)).toHaveLength(1);
    for (const socket of held) socket.destroy();
  });

  it('may be sent again to a corrected address, and that mail has an address of its own to come back to', async () => {
    const { order, returnPath, recipient } = await sent();
    await bring(returnPath, postfixReport(returnPath, recipient));
    const [failed] = await failures(order);
    const { operation } = (failed?.data ?? {}) as { readonly operation: string };
    const sealedRecipient = await stack.sealedAddress(order, 'ann@right.example');
    stack.deliver(await stack.requested(order, { kind: 'receipt', operation, sealedRecipient }));
    const look = async () => (await stack.mails(order)).find(({ To }) => To[0]?.Address === 'ann@right.example');
    const again = await eventually('the receipt at its new address', look);
    expect(again.ReturnPath).not.toBe(returnPath);
  });
});
