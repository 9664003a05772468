import { readFileSync } from 'node:fs';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, LOG, type Log } from '@tollgate/service';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { BouncesConfig, Config } from '../config.js';
import { type BounceOutcome, Bounces } from './bounces.handler.js';
import { ReportConnections } from './report-connections.store.js';
import { readReturnAddress } from './return-address.js';

/** A report brings the mail's headers, or all of it. */
const largestReportBytes = 1_048_576;
const mostConnections = 20;
const silenceMs = 60_000;
const longestMs = 120_000;
const mostOfAddress = 3;
/** Whoever goes on sending beyond this is no mail server that has read our limit. */
const cutAtBytes = 2 * largestReportBytes;

/** `451 4.3.0 later` as the library wants it. */
const refusal = (reply: string): Error => Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });

/** What is not recorded yet is asked for again by whoever brings it: a mail server keeps a report for days. */
const answers: Readonly<Record<BounceOutcome, string | undefined>> = {
  recorded: undefined,
  ignored: undefined,
  unknown: '550 5.1.1 no such mailbox',
  early: '451 4.2.1 not known here yet',
};

/** The mail server that return addresses lead to: it takes reports for these, and no other mail. */
@Injectable()
export class BouncesListener implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly bounces: BouncesConfig | undefined;
  private server: SMTPServer | undefined;

  constructor(
    @Inject(CONFIG) { bounces }: Config,
    @Inject(LOG) private readonly logger: Log,
    private readonly reports: Bounces,
  ) {
    this.bounces = bounces;
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.bounces === undefined) return;
    const { host, port } = this.bounces;
    const server = this.listening(this.bounces);
    this.server = server;
    const failed = new Promise<never>((_resolve, reject) => server.once('error', reject));
    const open = new Promise<void>((resolve) => server.listen(port, host, () => resolve()));
    await Promise.race([open, failed]);
    server.on('error', (error) => this.logger.warn({ error: error.message }, 'a connection with a report was broken off'));
  }

  /** Where it listens; 0 where it does not. */
  get port(): number {
    const address = this.server?.server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  async onApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (server !== undefined) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  private listening({ domain, tls }: BouncesConfig): SMTPServer {
    const connections = new ReportConnections({ longestMs, mostOfAddress, end: (id) => this.end(id) });
    return new SMTPServer({
      name: domain,
      disabledCommands: tls === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
      ...(tls === undefined ? {} : { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) }),
      disableReverseLookup: true,
      size: largestReportBytes,
      maxClients: mostConnections,
      socketTimeout: silenceMs,
      closeTimeout: 2_000,
      onConnect: (session, done) =>
        connections.admit(session) ? done() : done(refusal('421 4.7.0 too many connections of this address')),
      onClose: (session) => connections.closed(session),
      onRcptTo({ address }, { envelope }, done) {
        if (readReturnAddress(address, domain) === undefined) return done(refusal('550 5.1.1 no such mailbox'));
        if (envelope.rcptTo.length > 0) return done(refusal('452 4.5.3 one recipient at a time'));
        return done();
      },
      onData: (stream, session, done) => void this.take(stream, session, domain).then(() => done(), done),
    });
  }

  private end(id: string): void {
    for (const connection of this.server?.connections ?? []) if (connection.id === id) connection.close();
  }

  /** Throws what is to be answered. */
  private async take(stream: SMTPServerDataStream, { id, envelope }: SMTPServerSession, domain: string): Promise<void> {
    const message = await read(stream, () => this.end(id));
    const to = readReturnAddress(envelope.rcptTo[0]?.address ?? '', domain);
    if (message === undefined || to === undefined) throw refusal('552 5.3.4 too large for a report');
    const outcome = await this.reports.take(to, message).catch((error: unknown) => {
      this.logger.warn(
        { error, order: to.order },
        'a report of a mail that came back could not be recorded, and is asked for again',
      );
      throw refusal('451 4.3.0 try again later');
    });
    const answer = answers[outcome];
    if (answer !== undefined) throw refusal(answer);
  }
}

/** The message; undefined where it is too large. What comes beyond that is read and forgotten, so that whoever sends it hears why, up to the cut. */
const read = async (stream: SMTPServerDataStream, cut: () => void): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes <= largestReportBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (sizeBytes <= cutAtBytes) continue;
    cut();
    break;
  }
  return sizeBytes > largestReportBytes ? undefined : Buffer.concat(chunks);
};
