/** What a mail costs this process: our connections and writer beside nodemailer's pool and composer, over the same SMTP client to a server
 *  in a process of its own. Run after a build: `node services/notifications/bench/mail-cost.js`. */
import { fork } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import nodemailer from 'nodemailer';
import { MailServer } from '../dist/smtp/mail-server.client.js';
import { mimeMessage } from '../dist/smtp/mime-message.js';
import { smtpServerOf } from '../dist/smtp/smtp-session.client.js';

const mailCount = 4_000;
const atOnce = 16;
const connections = 4;
const sender = 'receipts@tollgate.example';

const answerTo = (line) => {
  if (line === 'DATA') return '354 go on\r\n';
  return line.startsWith('EHLO') ? '250-hello\r\n250-8BITMIME\r\n250 SIZE 9999999\r\n' : '250 fine\r\n';
};

/** Answers what an SMTP client says, and keeps nothing. */
const serve = () => {
  const server = createServer((socket) => {
    let isMessage = false;
    socket.on('error', () => undefined);
    socket.write('220 ready\r\n');
    createInterface({ input: socket }).on('line', (line) => {
      if (isMessage && line !== '.') return;
      isMessage = !isMessage && line === 'DATA';
      socket.write(answerTo(line));
    });
  });
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
};

const mailOf = (number) => ({
  from: sender,
  fromName: 'Tollgate',
  to: `ann${number}@example.com`,
  subject: `Your receipt for order ${number}`,
  messageId: `<receipt.${number}@tollgate.example>`,
  date: '2026-11-26T12:00:00.000Z',
  text: 'A line of a receipt\n'.repeat(40),
  html: '<p>A line of a receipt</p>\n'.repeat(120),
});

const measure = async (name, send) => {
  let next = 0;
  const before = process.cpuUsage();
  const worker = async () => {
    while (next < mailCount) await send(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const { user, system } = process.cpuUsage(before);
  console.log(`${name.padEnd(28)} ${((user + system) / 1_000 / mailCount).toFixed(3)} ms of CPU a mail`);
};

const main = async () => {
  const child = fork(process.argv[1], ['serve']);
  const port = await new Promise((resolve) => child.once('message', resolve));
  const url = `smtp://127.0.0.1:${port}`;
  const own = new MailServer(smtpServerOf(url), 2 * connections, { now: () => new Date() }); // half of them to one domain
  const theirs = nodemailer.createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: connections,
    maxMessages: Number.MAX_SAFE_INTEGER,
  });
  for (const _round of [1, 2, 3]) {
    await measure('ours', (number) => {
      const mail = mailOf(number);
      return own.send({ sender, recipient: mail.to, message: mimeMessage(mail), lane: 'example.com' }, () => undefined);
    });
    await measure('nodemailer pool + composer', (number) => theirs.sendMail(mailOf(number)));
  }
  own.close();
  theirs.close();
  child.kill();
};

if (process.argv[2] === 'serve') serve();
else await main();
