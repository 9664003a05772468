import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { classify } from './classify-reply.js';
import { type SmtpFailure, type SmtpServer, SmtpSession, smtpServerOf } from './smtp-session.client.js';

interface Certificates {
  ensureCertificates(folder: string): Promise<void>;
}
/** The supervisor's, which lies outside of every project: so it is imported at run time. */
const certificates: string = '../../../../scripts/supervisor/stack/certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-'));
const file = (name: string): string => readFileSync(join(folder, name), 'utf8');
beforeAll(async () => {
  const { ensureCertificates } = (await import(certificates)) as Certificates;
  await ensureCertificates(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const running: { close(): void }[] = [];
const sessions: SmtpSession[] = [];
afterEach(() => {
  for (const session of sessions.splice(0)) session.close();
  for (const one of running.splice(0)) one.close();
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** A real server with a certificate of the local authority; answers what it was told and by which way. */
const serve = async (options: SMTPServerOptions = {}, host = '127.0.0.1') => {
  const logins: { user: string | undefined; secure: boolean }[] = [];
  const messages: { text: string; secure: boolean }[] = [];
  const server = new SMTPServer({
    key: file('server.key'),
    cert: file('server.pem'),
    authOptional: true,
    disableReverseLookup: true,
    onAuth: ({ username, password }, { secure }, done) => {
      logins.push({ user: username, secure });
      done(password === 'secret' ? null : new Error('no'), { user: username });
    },
    onData: (stream, { secure }, done) => {
      let text = '';
      stream.setEncoding('utf8').on('data', (chunk) => (text += String(chunk)));
      stream.on('end', () => {
        messages.push({ text, secure });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  running.push(server);
  return { port: portOf(server.server), logins, messages };
};

/** A server in clear that offers what it is told to, and notes all that it hears. */
const serveInClear = async (offers: readonly string[], answers: Readonly<Record<string, string>> = {}) => {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const line = chunk.toString().trim();
      heard.push(line);
      const [command = ''] = line.split(' ');
      const hello = ['250-hello', ...offers.map((one) => `250-${one}`), '250 8BITMIME'].join('\r\n');
      socket.write(`${answers[command] ?? (command === 'EHLO' ? hello : '235 fine')}\r\n`);
    });
    socket.write('220 ready\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push(server);
  return { port: portOf(server), heard };
};

const open = async (server: SmtpServer): Promise<SmtpSession> => {
  const session = await SmtpSession.open(server);
  sessions.push(session);
  return session;
};
const refusal = (server: SmtpServer): Promise<SmtpFailure> =>
  open(server).then(
    () => Promise.reject(new Error('it was opened')),
    (error: SmtpFailure) => error,
  );
const mail = (text: string) => ({
  sender: 'shop@example.com',
  recipient: 'ann@example.com',
  message: `Subject: hi\r\n\r\n${text}\r\n`,
  isOurs: () => true,
});
const ca = (): string => file('ca.pem');

describe('a mail server that we log in to', () => {
  it('E4: gets password and mail over TLS, taken up by STARTTLS', async () => {
    const { port, logins, messages } = await serve();
    const session = await open(smtpServerOf(`smtp://us:secret@127.0.0.1:${port}`, ca()));
    await session.send(mail('https://downloads.example/d/1'));
    expect(logins).toEqual([{ user: 'us', secure: true }]);
    expect(messages).toMatchObject([{ secure: true, text: expect.stringContaining('downloads.example') }]);
  });

  it('E4: gets them over TLS from the start with smtps', async () => {
    const { port, logins } = await serve({ secure: true });
    await open(smtpServerOf(`smtps://us:secret@127.0.0.1:${port}`, ca()));
    expect(logins).toEqual([{ user: 'us', secure: true }]);
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    ['offers no STARTTLS', ['AUTH PLAIN LOGIN'], { STARTTLS: '502 5.5.1 not here' }],
    ['is talked out of it by somebody on the way', ['AUTH PLAIN LOGIN', 'STARTTLS'], { STARTTLS: '454 4.7.0 not now' }],
    ['knows HELO only', [], { EHLO: '500 what?' }],
  ])('E4: never hears the password where it %s', async (_, offers, answers) => {
    const { port, heard } = await serveInClear(offers, answers);
    const { reply } = await refusal(smtpServerOf(`smtp://us:secret@127.0.0.1:${port}`, ca()));
    expect(reply.step).not.toBe('recipient');
    expect(heard.filter((line) => /AUTH|MAIL|secret|c2VjcmV0/.test(line))).toEqual([]);
  });

  it.each<[string, string | undefined]>([
    ['smtp', undefined],
    ['smtps', undefined],
    ['smtp', 'another'],
  ])(
    'E4: is refused over %s where its certificate does not verify (authority: %s), with an alarm',
    async (protocol, authority) => {
      const { port, logins } = await serve({ secure: protocol === 'smtps' });
      const other = authority && file('server.pem');
      const { reply } = await refusal(smtpServerOf(`${protocol}://us:secret@127.0.0.1:${port}`, other));
      expect(reply.step).toBe('tls');
      expect(classify(reply)).toEqual({ outcome: 'later', concern: 'us' });
      expect(logins).toEqual([]);
    },
  );

  it('E4: is refused where its certificate is of another name', async () => {
    const { port, logins } = await serve({}, '127.0.0.2');
    const { reply } = await refusal(smtpServerOf(`smtp://us:secret@127.0.0.2:${port}`, ca()));
    expect([reply.step, logins]).toEqual(['tls', []]);
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['refuses the password', {}, 'wrong'],
    ['offers no login', { disabledCommands: ['AUTH'] }, 'secret'],
  ])('E2: that %s raises an alarm, and no mail is sent', async (_, options, password) => {
    const { port, messages } = await serve(options);
    const failure = await refusal(smtpServerOf(`smtp://us:${password}@127.0.0.1:${port}`, ca()));
    expect(classify(failure.reply)).toEqual({ outcome: 'later', concern: 'us' });
    expect(`${failure.message} ${JSON.stringify(failure)}`).not.toContain(password);
    expect(messages).toEqual([]);
  });
});

describe('X5: a mail server that falls silent at the login', () => {
  it('costs seconds, and no mail', async () => {
    const { port, messages } = await serve({ onAuth: () => undefined });
    const sinceMs = performance.now();
    const { reply } = await refusal(smtpServerOf(`smtp://us:secret@127.0.0.1:${port}`, ca()));
    expect([reply.replyCode, messages]).toEqual([0, []]);
    expect(performance.now() - sinceMs).toBeLessThan(13_000);
  }, 20_000);
});

describe('a mail server without a login', () => {
  it('is spoken to over TLS where it offers that, and in clear where it does not', async () => {
    const { port, messages } = await serve();
    const session = await open(smtpServerOf(`smtp://127.0.0.1:${port}`, ca()));
    await session.send(mail('hi'));
    const clear = await serve({ disabledCommands: ['STARTTLS'] });
    const other = await open(smtpServerOf(`smtp://127.0.0.1:${clear.port}`));
    await other.send(mail('hi'));
    expect([messages[0]?.secure, clear.messages[0]?.secure]).toEqual([true, false]);
  });
});
