import { FaultProxy } from '@tollgate/testing';
import { type Script, type ScriptedServer, startScriptedServer } from '../testing/scripted-server.js';
import { pause, SteppingClock } from '../testing/test-stack.js';
import { MailServer } from './mail-server.client.js';
import { MailNotTaken } from './session-pool.client.js';
import { smtpServerOf } from './smtp-session.client.js';

let server: ScriptedServer;
let ours: MailServer;
let clock: SteppingClock;
const meet = async (script: Script = {}, sessions = 2): Promise<void> => {
  server = await startScriptedServer(script);
  clock = new SteppingClock();
  ours = new MailServer(smtpServerOf(server.url), sessions, clock);
};
afterEach(async () => {
  ours.close();
  await server.stop();
});

const mail = (name = 'ann', lane = 'example.com') => ({
  sender: 'receipts@tollgate.example',
  recipient: `${name}@${lane}`,
  message: `Subject: hello ${name}\r\n\r\n.a line that begins with a dot\r\n`,
  lane,
  isCopy: false,
  isOurs: () => true,
});
const send = (name?: string, lane?: string) => ours.send(mail(name, lane), () => undefined);
const sendMany = (count: number, lane?: string) =>
  Promise.all(Array.from({ length: count }, (_, index) => send(`n${index}`, lane)));
const failure = (sending: Promise<unknown>): Promise<MailNotTaken> =>
  sending.then(
    () => Promise.reject(new Error('it was taken')),
    (error: unknown) => (error instanceof MailNotTaken ? error : Promise.reject(error)),
  );
const minuteMs = 60_000;
/** As `meet`, with a proxy before the server, and connections that were used already. */
const meetBehindProxy = async (script: Script, sessions: number): Promise<FaultProxy> => {
  await meet(script, sessions);
  const proxy = await FaultProxy.before(server.url);
  ours = new MailServer(smtpServerOf(proxy.url), sessions, clock);
  await sendMany(2 * sessions);
  server.taken.length = 0;
  return proxy;
};

describe('MailServer', () => {
  it('sends a mail as it is', async () => {
    await meet();
    expect(await send()).toEqual({ outcome: 'taken' });
    expect(server.taken).toEqual(['Subject: hello ann\r\n\r\n..a line that begins with a dot\r\n']);
  });

  it('sends many over few connections, to one domain over half of them', async () => {
    await meet({}, 4);
    await sendMany(40);
    expect(server.taken).toHaveLength(40);
    expect(server.connectionCount()).toBe(2);
    await Promise.all([sendMany(20, 'one.example'), sendMany(20, 'other.example')]);
    expect(server.taken).toHaveLength(80);
    expect(server.connectionCount()).toBe(4);
  });

  it.each<[string, Script, object]>([
    ['an unknown mailbox', { RCPT: ['550 no such user'] }, { code: 'mailbox_unknown', replyCode: 550, status: '' }],
    ['a message', { message: ['552 5.3.4 too big'] }, { code: 'message_refused', replyCode: 552, status: '5.3.4' }],
  ])('says when the server refuses %s for good, and goes on with the next', async (_, script, refusal) => {
    await meet(script, 1);
    expect(await send()).toEqual({ outcome: 'refused', ...refusal });
    expect(await send('bob')).toEqual({ outcome: 'taken' });
    expect(server.connectionCount()).toBe(1);
  });

  it.each<[string, Script]>([
    ['a full mailbox', { RCPT: ['452 try later'] }],
    ['a mailbox that is full for good', { RCPT: ['552 5.2.2 over quota'] }],
    ['a relay that is denied', { RCPT: ['554 5.7.1 Relay access denied'] }],
    ['a busy server', { message: ['451 try later'] }],
    ['a server that closes', { MAIL: ['421 closing'] }],
    ['a connection that breaks before the answer to the message', { message: ['hang up'] }],
    ['a connection that breaks at the recipient', { RCPT: ['hang up'] }],
    ['a connection that breaks in the greeting', { EHLO: ['hang up'] }],
    ['a server that refuses us as the sender', { MAIL: ['550 who are you'] }],
    ['a server that wants a login first', { MAIL: ['530 authenticate'] }],
  ])('throws MailNotTaken at %s, and sends the next mail', async (_, script) => {
    await meet(script, 1);
    expect((await failure(send())).reply).toBeDefined();
    clock.advance(minuteMs);
    expect(await send('bob')).toEqual({ outcome: 'taken' });
  });

  it('opens a new connection where the server has ended an idle one', async () => {
    await meet({}, 1);
    await send();
    server.hangUp();
    await pause(50);
    expect(await send('bob')).toEqual({ outcome: 'taken' });
  });

  it('tells all that wait while nobody listens, and is not asked again for a while', async () => {
    await meet();
    await server.stop();
    const all = await Promise.all(Array.from({ length: 5 }, () => failure(send())));
    expect(all.some(({ reply }) => reply?.step === 'connect')).toBe(true);
    expect(ours.serverClosedForMs).toBeGreaterThan(0);
    const one = await failure(send());
    expect(one.reply).toBeUndefined();
    expect(one.retryInMs).toBeGreaterThan(0);
  });

  it('S18: does not say in an error whom a mail was for', async () => {
    await meet({ RCPT: ['450 <ann@example.com> is away'] });
    const error = await failure(send());
    expect(`${error.message} ${String(error.cause)}`).not.toContain('ann@');
  });

  it('S16: sends nothing to what is no address', async () => {
    await meet();
    await failure(send('ann@example.com>\r\nRCPT TO:<all'));
    expect(server.taken).toEqual([]);
  });
});

describe('a domain whose mails are not taken', () => {
  it('E1: is asked three times, then left alone for a while, and asked by one mail; once that is taken, by all', async () => {
    await meet({ to: { 'example.com': [...Array.from({ length: 4 }, () => '451 4.7.1 later'), '250 fine'] } }, 2);
    for (let times = 0; times < 3; times += 1) expect((await failure(send())).reply?.replyCode).toBe(451);
    const leftAlone = await Promise.all(Array.from({ length: 100 }, () => failure(send())));
    expect(leftAlone.every(({ reply }) => reply === undefined)).toBe(true);
    expect(await send('bob', 'other.example')).toEqual({ outcome: 'taken' });
    clock.advance(minuteMs);
    const [probe, ...others] = await Promise.all(Array.from({ length: 10 }, () => failure(send())));
    expect([probe?.reply?.replyCode, others.some(({ reply }) => reply !== undefined)]).toEqual([451, false]);
    clock.advance(2 * minuteMs);
    expect(await send()).toEqual({ outcome: 'taken' });
    expect(await sendMany(5)).toHaveLength(5);
  });

  it('is not left alone because the server was restarted in the middle of its mails', async () => {
    await meet({ to: { 'example.com': ['hang up', 'hang up', 'hang up', 'hang up', '250 fine'] } }, 2);
    for (let times = 0; times < 4; times += 1) expect((await failure(send())).reply?.replyCode).toBe(0);
    expect(await send()).toEqual({ outcome: 'taken' });
  });

  it('E2: is no reason to leave its domain alone where it is one mailbox that is full', async () => {
    await meet({ RCPT: Array.from({ length: 5 }, () => '452 4.2.2 full') }, 2);
    for (let times = 0; times < 5; times += 1) expect((await failure(send())).reply?.status).toBe('4.2.2');
    expect(await send('bob')).toEqual({ outcome: 'taken' });
  });

  it('E1: keeps no other up where it does not answer at all', async () => {
    await meet({ to: { 'slow.example': ['silence'] } }, 2);
    let slow = 0;
    const stuck = [1, 2].map((index) => ours.send(mail(`n${index}`, 'slow.example'), () => (slow += 1)).catch(() => undefined));
    const waiting = Array.from({ length: 20 }, () => failure(send('n', 'slow.example')));
    await pause(100);
    expect(await Promise.all([send('bob', 'other.example'), send('eve', 'third.example')])).toHaveLength(2);
    expect((await Promise.all(waiting)).every(({ reply }) => reply === undefined)).toBe(true);
    expect(slow).toBe(1); // the other one waited with the rest, as half of the connections is one
    expect(await sendMany(10, 'other.example')).toHaveLength(10);
    server.hangUp();
    await Promise.all(stuck);
  }, 20_000);
});

describe('a mail server whose answers were lost for a moment', () => {
  it.each([true, false])(
    'E1: costs its receipts seconds, not a minute, and none comes twice (pipelining: %s)',
    async (isPipelining) => {
      const proxy = await meetBehindProxy({ isPipelining }, 4);
      proxy.halfOpen('answers', 'existing');
      const begunMs = performance.now();
      let slow = 0;
      const mails = Array.from({ length: 12 }, (_, index) =>
        mail(`n${index}`, index % 2 === 0 ? 'example.com' : 'other.example'),
      );
      const sent = await Promise.all(mails.map((one) => ours.send(one, () => (slow += 1))));
      expect(performance.now() - begunMs).toBeLessThan(9_000);
      expect(sent.every(({ outcome }) => outcome === 'taken')).toBe(true);
      expect([slow, server.taken.length, new Set(server.taken).size]).toEqual([0, 12, 12]);
      await proxy.close();
    },
    20_000,
  );

  it('E1: costs ten seconds at most where they were lost as a connection was opened, and holds an event up for twenty', async () => {
    await meet({ EHLO: ['later: 250 hello', 'silence'], MAIL: ['silence'] });
    const begunMs = performance.now();
    let heldForMs = 0;
    const failed = failure(ours.send(mail(), () => (heldForMs = performance.now() - begunMs)));
    await pause(8_000);
    server.sayLater();
    expect((await failed).reply?.step).toBe('connect');
    expect(performance.now() - begunMs).toBeLessThan(26_000); // 8 to the first greeting, 5 to the envelope, 10 to the other greeting
    expect([heldForMs > 19_000, heldForMs < 22_500]).toEqual([true, true]);
    clock.advance(ours.serverClosedForMs);
    expect(await send()).toEqual({ outcome: 'taken' });
  }, 40_000);

  it('E1: is asked again for a mail once, then waited for, and not its domain is blamed for that', async () => {
    await meet({ MAIL: ['silence', 'silence'] }, 2);
    const slow = Promise.withResolvers<void>();
    const stuck = ours.send(mail(), slow.resolve).catch(() => undefined);
    await slow.promise;
    expect(server.connectionCount()).toBe(2);
    expect(ours.closedForMs('example.com')).toBe(0);
    server.hangUp();
    await stuck;
  }, 20_000);
});

describe('mails that hang after their last byte', () => {
  it('I11: stop no receipt of others, however many they are: the oldest are cut off, and of those no copy is once more', async () => {
    await meet({ message: ['silence', 'silence', 'silence', 'silence'] }, 2);
    const open = new Set(['a', 'b', 'c', 'd']);
    const hanging = [...open].map((name) =>
      failure(ours.send({ ...mail(name, `${name}.example`), isCopy: name === 'a' }, () => undefined)).finally(() =>
        open.delete(name),
      ),
    );
    expect(await send('bob', 'other.example')).toEqual({ outcome: 'taken' });
    const cutOff = await Promise.all(hanging.slice(1, 3));
    expect(cutOff.map(({ reply }) => [reply?.step, reply?.replyCode])).toEqual([
      ['message', 0],
      ['message', 0],
    ]);
    expect([...open]).toEqual(['a', 'd']);
    server.hangUp();
    await Promise.all(hanging);
  }, 30_000);
});

describe('a server that allows fewer connections than we would open', () => {
  it('is sent everything over those', async () => {
    await meet({ connections: 1 }, 8);
    await send();
    expect(
      await Promise.all([sendMany(5, 'one.example'), sendMany(5, 'other.example'), sendMany(5, 'third.example')]),
    ).toHaveLength(3);
    expect(server.taken).toHaveLength(16);
  });
});

describe('smtpServerOf', () => {
  it.each([
    ['smtp://127.0.0.1:7425', { host: '127.0.0.1', port: 7425, isSecure: false, credentials: undefined }],
    ['smtp://mail.example', { host: 'mail.example', port: 587, isSecure: false, credentials: undefined }],
    ['smtps://us%40er:p%3Aw@[::1]', { host: '::1', port: 465, isSecure: true, credentials: { user: 'us@er', pass: 'p:w' } }],
  ])('reads %s', (url, expected) => expect(smtpServerOf(url)).toEqual(expected));
});
