import { TransientError } from '@tollgate/errors';
import { type Script, type ScriptedServer, startScriptedServer } from '../testing/scripted-server.js';
import { MailServer } from './mail-server.client.js';
import { smtpServerOf } from './smtp-session.client.js';

let server: ScriptedServer;
let ours: MailServer;
const meet = async (script: Script = {}, sessions = 2): Promise<void> => {
  server = await startScriptedServer(script);
  ours = new MailServer(smtpServerOf(server.url), sessions);
};
afterEach(async () => {
  ours.close();
  await server.stop();
});

const mail = (name = 'ann') => ({
  sender: 'receipts@tollgate.example',
  recipient: `${name}@example.com`,
  message: `Subject: hello ${name}\r\n\r\n.a line that begins with a dot\r\n`,
});
const sendMany = (count: number) => Promise.all(Array.from({ length: count }, (_, index) => ours.send(mail(`n${index}`))));

describe('MailServer', () => {
  it('sends a mail as it is', async () => {
    await meet();
    expect(await ours.send(mail())).toEqual({ outcome: 'taken' });
    expect(server.taken).toEqual(['Subject: hello ann\r\n\r\n..a line that begins with a dot\r\n']);
  });

  it('sends many over few connections', async () => {
    await meet();
    await sendMany(40);
    expect(server.taken).toHaveLength(40);
    expect(server.connectionCount()).toBe(2);
  });

  it.each<[string, Script, number]>([
    ['an unknown mailbox', { RCPT: ['550 no such user'] }, 550],
    ['a message it does not like', { message: ['554 looks like spam'] }, 554],
  ])('says when the server refuses %s for good, and goes on with the next', async (_, script, replyCode) => {
    await meet(script, 1);
    expect(await ours.send(mail())).toEqual({ outcome: 'refused', replyCode });
    expect(await ours.send(mail('bob'))).toEqual({ outcome: 'taken' });
    expect(server.connectionCount()).toBe(1);
  });

  it.each<[string, Script]>([
    ['a full mailbox', { RCPT: ['452 try later'] }],
    ['a busy server', { message: ['451 try later'] }],
    ['a server that closes', { MAIL: ['421 closing'] }],
    ['a connection that breaks before the answer to the message', { message: ['hang up'] }],
    ['a connection that breaks in the greeting', { EHLO: ['hang up'] }],
    ['a server that refuses us as the sender', { MAIL: ['550 who are you'] }],
    ['a server that wants a login first', { MAIL: ['530 authenticate'] }],
  ])('throws a TransientError at %s, and sends the next mail', async (_, script) => {
    await meet(script, 1);
    await expect(ours.send(mail())).rejects.toBeInstanceOf(TransientError);
    expect(await ours.send(mail('bob'))).toEqual({ outcome: 'taken' });
  });

  it('opens a new connection where the server has ended an idle one', async () => {
    await meet({}, 1);
    await ours.send(mail());
    server.hangUp();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await ours.send(mail('bob'))).toEqual({ outcome: 'taken' });
  });

  it('throws Faults while nobody listens, for those that wait too', async () => {
    await meet();
    await server.stop();
    const ends = await Promise.allSettled(Array.from({ length: 5 }, () => ours.send(mail())));
    expect(ends.map((end) => end.status === 'rejected' && end.reason instanceof TransientError)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  it('S18: does not say in an error whom a mail was for', async () => {
    await meet({ RCPT: ['450 <ann@example.com> is away'] });
    const error = await ours.send(mail()).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(TransientError);
    expect(`${(error as TransientError).message} ${String((error as TransientError).cause)}`).not.toContain('ann@');
  });

  it('S16: sends nothing to what is no address', async () => {
    await meet();
    await expect(ours.send({ ...mail(), recipient: 'ann@example.com>\r\nRCPT TO:<all@example.com' })).rejects.toBeInstanceOf(
      TransientError,
    );
    expect(server.taken).toEqual([]);
  });
});

describe('smtpServerOf', () => {
  it.each([
    ['smtp://127.0.0.1:7425', { host: '127.0.0.1', port: 7425, isSecure: false, credentials: undefined }],
    ['smtp://mail.example', { host: 'mail.example', port: 587, isSecure: false, credentials: undefined }],
    ['smtps://us%40er:p%3Aw@[::1]', { host: '::1', port: 465, isSecure: true, credentials: { user: 'us@er', pass: 'p:w' } }],
  ])('reads %s', (url, expected) => expect(smtpServerOf(url)).toEqual(expected));
});
