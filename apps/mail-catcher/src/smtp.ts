import { SMTPServer } from 'smtp-server';
import type { Mailbox } from './mailbox.js';

const largestMessageBytes = 25 * 1024 * 1024;

/** `451 4.7.1 try later` as the library wants it. */
const refusal = (reply: string): Error => Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });

/** Takes every message for everybody, but for domains that are to be answered otherwise: this server is an end, it passes nothing on. */
export const smtpServer = (mailbox: Mailbox): SMTPServer =>
  new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largestMessageBytes,
    rejectOversized: true,
    onRcptTo({ address }, _session, done) {
      const reply = mailbox.answerTo(address);
      done(reply === undefined ? null : refusal(reply));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('error', done);
      stream.once('end', () => {
        if (stream.sizeExceeded) return done();
        const { mailFrom, rcptTo } = session.envelope;
        const envelope = { sender: mailFrom ? mailFrom.address : '', recipients: rcptTo.map((recipient) => recipient.address) };
        try {
          done(null, `OK ${mailbox.take(envelope, Buffer.concat(chunks)).id}`);
        } catch {
          done(Object.assign(new Error('insufficient system storage'), { responseCode: 452 })); // Source: RFC 5321 §4.2.3
        }
      });
    },
  });
