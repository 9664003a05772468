import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, ftruncateSync, openSync, writeFileSync } from 'node:fs';
import { headerField } from './headers.js';

/** A message as it was taken: the envelope, and the bytes, parsed only when somebody looks. */
export interface Mail {
  readonly id: string;
  readonly messageId: string;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly receivedAt: string;
  readonly raw: Buffer;
}

export type Envelope = Pick<Mail, 'sender' | 'recipients'>;

const keptCount = 2_000;

/** The last messages, in memory, and a journal of everything ever taken for audits that ask how many copies went out. */
export class Mailbox {
  private readonly mails = new Map<string, Mail>();
  private readonly journal: number | undefined;
  private readonly answers = new Map<string, string>();

  /** @param journalFile where each taken message leaves one JSON line (envelope, Message-ID, size, time), or undefined for none */
  constructor(journalFile?: string) {
    this.journal = journalFile === undefined ? undefined : openSync(journalFile, 'a', 0o600);
  }

  /** Keeps a message. It is in the journal when this returns, so that no message is acknowledged without a trace. Throws
   *  when it cannot be written, with nothing of it kept. */
  take({ sender, recipients }: Envelope, raw: Buffer): Mail {
    const messageId = headerField(raw, 'Message-ID').replace(/^<|>$/g, '');
    const mail: Mail = { id: randomUUID(), messageId, sender, recipients, receivedAt: new Date().toISOString(), raw };
    this.note({ time: mail.receivedAt, id: mail.id, messageId, sender, recipients, sizeBytes: raw.length });
    this.mails.set(mail.id, mail);
    const oldest = this.mails.size > keptCount ? this.mails.keys().next().value : undefined;
    if (oldest !== undefined) this.mails.delete(oldest);
    return mail;
  }

  /** A line that a full disk cut off would spoil the next one. */
  private note(line: object): void {
    if (this.journal === undefined) return;
    const { size } = fstatSync(this.journal);
    try {
      writeFileSync(this.journal, `${JSON.stringify(line)}\n`);
    } catch (error) {
      ftruncateSync(this.journal, size);
      throw error;
    }
  }

  /** What mails to a domain are answered at RCPT instead of 250, e.g. `451 4.7.1 try later`; undefined: they are taken again. */
  answer(domain: string, reply: string | undefined): void {
    if (reply === undefined) this.answers.delete(domain.toLowerCase());
    else this.answers.set(domain.toLowerCase(), reply);
  }

  answerTo(address: string): string | undefined {
    return this.answers.get(address.slice(address.lastIndexOf('@') + 1).toLowerCase());
  }

  find(id: string): Mail | undefined {
    return this.mails.get(id);
  }

  /** Newest first. */
  list(): readonly Mail[] {
    return [...this.mails.values()].reverse();
  }

  clear(): void {
    this.mails.clear();
  }

  close(): void {
    if (this.journal !== undefined) closeSync(this.journal);
  }
}
