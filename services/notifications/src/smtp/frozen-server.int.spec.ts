import { createServer } from 'node:net';
import { eventually, FaultProxy } from '@tollgate/testing';
import { startScriptedServer } from '../testing/scripted-server.js';
import { pause } from '../testing/test-stack.js';
import { SmtpSession, smtpServerOf } from './smtp-session.client.js';

const COMMAND_MS = 10_000;
const ENVELOPE_MS = 60_000;
const mail = { sender: 'a@example.com', recipient: 'b@example.com', message: 'Subject: x\r\n\r\n', isOurs: () => true };

/** Greets, and says nothing more. */
const startGreeter = async () => {
  const server = createServer((socket) => socket.on('error', () => undefined).write('220 hello\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, url: `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}` };
};

const failsWithin = async (withinMs: number, work: Promise<unknown>): Promise<void> => {
  const sinceMs = performance.now();
  await expect(work).rejects.toThrow();
  expect(performance.now() - sinceMs).toBeLessThan(withinMs + 5_000);
};

describe('X5: a mail server that falls silent', () => {
  it('costs a minute at a recipient and seconds before; of a mail that was given up nothing arrives when it goes on', async () => {
    const scripted = await startScriptedServer({ isPipelining: true });
    const greeter = await startGreeter();
    const proxy = await FaultProxy.before(scripted.url);
    const [sending, resetting] = [
      await SmtpSession.open(smtpServerOf(proxy.url)),
      await SmtpSession.open(smtpServerOf(proxy.url)),
    ];
    proxy.freeze();
    await Promise.all([
      failsWithin(ENVELOPE_MS, sending.send(mail)),
      failsWithin(COMMAND_MS, resetting.reset()),
      failsWithin(COMMAND_MS, SmtpSession.open(smtpServerOf(greeter.url))),
      failsWithin(COMMAND_MS, SmtpSession.open(smtpServerOf(proxy.url))),
    ]);
    expect([sending.isEnded, resetting.isEnded]).toEqual([true, true]);
    await proxy.pass();
    await eventually('the envelope', () => scripted.recipientCount() > 0);
    await pause(500);
    expect(scripted.taken).toEqual([]); // a mail that began with QUIT, and the true one after it
    await proxy.close();
    await scripted.stop();
    greeter.server.close();
  });
});
