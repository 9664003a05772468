import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MailCatcher, startMailCatcher } from './mail-catcher.js';

const message = [
  'Message-ID: <receipt.7@tollgate>',
  'From: Shop <shop@example.com>',
  'To: Ann <ann@example.com>',
  'Subject: Your receipt',
  'MIME-Version: 1.0',
  'Content-Type: multipart/alternative; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'total 54.26 =E2=82=AC',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>total</p><script>alert(1)</script>',
  '--b--',
];

describe('the mail catcher', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-mail-'));
  const journalFile = join(folder, 'mail.jsonl');
  let catcher: MailCatcher;
  beforeAll(async () => {
    catcher = await startMailCatcher({ smtpPort: 0, httpPort: 0, journalFile });
    await deliver(catcher, message);
  });
  afterAll(async () => {
    await catcher.stop();
    rmSync(folder, { recursive: true });
  });

  it('lists a message it took, as Mailpit does', async () => {
    const list = await getJson('/api/v1/messages?limit=5');
    expect(list.total).toBe(1);
    expect(list.messages[0]).toMatchObject({
      MessageID: 'receipt.7@tollgate',
      From: { Name: 'Shop', Address: 'shop@example.com' },
      To: [{ Name: 'Ann', Address: 'ann@example.com' }],
      Subject: 'Your receipt',
    });
  });

  it('shows both parts of a message, decoded', async () => {
    const [summary] = (await getJson('/api/v1/messages')).messages;
    const whole = await getJson(`/api/v1/message/${summary.ID}`);
    expect(whole.Text.trim()).toBe('total 54.26 €');
    expect(whole.HTML).toContain('<p>total</p>');
  });

  it('finds the mail of one recipient only', async () => {
    expect((await getJson('/api/v1/search?query=to:ann@example.com')).messages).toHaveLength(1);
    expect((await getJson('/api/v1/search?query=to:bob@example.com')).messages).toHaveLength(0);
  });

  it('never lets a mail run a script in its page', async () => {
    const [summary] = (await getJson('/api/v1/messages')).messages;
    const page = await fetch(`${catcher.url}/message/${summary.ID}`);
    const body = await page.text();
    expect(body).not.toContain('<script>');
    expect(body).toContain('sandbox="allow-popups');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('writes the journal before it acknowledges', () => {
    const line = JSON.parse(readFileSync(journalFile, 'utf8').trim());
    expect(line).toMatchObject({ messageId: 'receipt.7@tollgate', sender: 'shop@example.com', recipients: ['ann@example.com'] });
  });

  it('answers the mails to a domain as it is told to, until it is told otherwise', async () => {
    const answers = `${catcher.url}/api/v1/answers/full.example`;
    const tell = async (method: string, body?: string) =>
      (await fetch(answers, { method, ...(body === undefined ? {} : { body }) })).status;
    expect(await tell('PUT', '200 fine')).toBe(422);
    expect(await tell('PUT', '452 4.2.2 over quota')).toBe(200);
    await expect(deliver(catcher, message, 'ann@Full.example')).rejects.toThrow('452 4.2.2 over quota');
    await deliver(catcher, message, 'ann@example.com');
    expect(await tell('DELETE')).toBe(200);
    await deliver(catcher, message, 'ann@full.example');
  });

  it('X2: asks to try again later while its journal cannot be written, and keeps nothing', async () => {
    const full = await startMailCatcher({ smtpPort: 0, httpPort: 0, journalFile: '/dev/full' });
    for (const _ of ['once', 'and again']) await expect(deliver(full, message)).rejects.toThrow('452 ');
    expect(JSON.parse(await (await fetch(`${full.url}/api/v1/messages`)).text())).toMatchObject({ total: 0 });
    await full.stop();
  });

  it('answers 404 for a message it does not have', async () => {
    expect((await fetch(`${catcher.url}/api/v1/message/none`)).status).toBe(404);
  });

  const getJson = async (path: string) => JSON.parse(await (await fetch(`${catcher.url}${path}`)).text());
});

/** Speaks just enough SMTP, so that the test does not rest on the same author's client. */
const deliver = async (catcher: MailCatcher, lines: readonly string[], to = 'ann@example.com'): Promise<void> => {
  const socket = connect(Number(new URL(catcher.smtpUrl).port), '127.0.0.1');
  const said = ['EHLO test', 'MAIL FROM:<shop@example.com>', `RCPT TO:<${to}>`, 'DATA', [...lines, '.'].join('\r\n'), 'QUIT'];
  try {
    await once(socket, 'data');
    for (const words of said) {
      socket.write(`${words}\r\n`);
      const [reply] = (await once(socket, 'data')) as [Buffer];
      if (!/^[23]/.test(reply.toString())) throw new Error(reply.toString());
    }
  } finally {
    socket.destroy();
  }
};
