import { createServer } from 'node:net';
import { FaultProxy } from '@tollgate/testing';
import { startScriptedServer } from '../testing/scripted-server.js';
import { SmtpSession, smtpServerOf } from './smtp-session.client.js';

const COMMAND_MS = 60_000;

/** Greets, and says nothing more. */
const startGreeter = async () => {
  const server = createServer((socket) => socket.on('error', () => undefined).write('220 hello\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, url: `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}` };
};

const failsInTime = async (work: Promise<unknown>): Promise<void> => {
  const sinceMs = performance.now();
  await expect(work).rejects.toThrow();
  expect(performance.now() - sinceMs).toBeLessThan(COMMAND_MS + 5_000);
};

describe('X5: a mail server that falls silent', () => {
  it('costs a minute before the message, whichever command it is at', async () => {
    const scripted = await startScriptedServer();
    const greeter = await startGreeter();
    const proxy = await FaultProxy.before(scripted.url);
    const [sending, resetting] = [
      await SmtpSession.open(smtpServerOf(proxy.url)),
      await SmtpSession.open(smtpServerOf(proxy.url)),
    ];
    proxy.freeze();
    await Promise.all([
      failsInTime(sending.send('a@example.com', 'b@example.com', 'Subject: x\r\n\r\n')),
      failsInTime(resetting.reset()),
      failsInTime(SmtpSession.open(smtpServerOf(greeter.url))),
      failsInTime(SmtpSession.open(smtpServerOf(proxy.url))),
    ]);
    expect([sending.isEnded, resetting.isEnded]).toEqual([true, true]);
    await proxy.close();
    await scripted.stop();
    greeter.server.close();
  });
});
