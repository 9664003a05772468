import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { LOG, type Log } from '@tollgate/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from '../validation/field-error.js';
import { JournalExports } from './journal-exports.client.js';

/** What reporting says of a file, and whoever asked may know. */
const handedOn = ['content-type', 'content-disposition', 'x-export-entries', 'x-export-lines', 'x-export-totals'];
/** A client that takes nothing for so long is gone. */
const idleMs = 60_000;

/** The files that are being handed on from reporting. */
@Injectable()
export class FileAnswers implements BeforeApplicationShutdown {
  @Inject(LOG) private readonly log!: Log;
  private readonly open = new Set<ServerResponse>();

  constructor(private readonly exports: JournalExports) {}

  /** The server waits for whatever is being answered, and a file may take hours: whoever takes it sees that it is not whole. */
  beforeApplicationShutdown(): void {
    for (const answer of this.open) answer.destroy();
  }

  /** Throws DomainError `http_version_not_supported`: HTTP/1.0 has no chunks, and a file that breaks off would look whole. */
  check(request: FastifyRequest): void {
    if (request.raw.httpVersion === '1.0') throw refusal('http_version_not_supported');
  }

  /** Hands a file on, as fast as it is taken. Throws TransientError where it does not begin. */
  async send(url: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.handOver(await this.exports.fetch(url), request, reply);
  }

  /** The same of one that has begun. */
  async handOver(file: IncomingMessage, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const headers = handedOn.flatMap((name) => (typeof file.headers[name] === 'string' ? [[name, file.headers[name]]] : []));
    reply.hijack();
    reply.raw.writeHead(200, { ...reply.getHeaders(), ...Object.fromEntries(headers), 'cache-control': 'no-store' });
    if (request.method === 'HEAD') {
      file.destroy();
      reply.raw.end();
    } else await this.handOn(file, reply.raw, request.id);
  }

  /** Where either side breaks off, the connection ends without the last chunk, which tells whoever is still there. */
  private async handOn(file: IncomingMessage, answer: ServerResponse, requestId: string): Promise<void> {
    answer.setTimeout(idleMs, () => answer.destroy());
    this.open.add(answer);
    try {
      await pipeline(file, answer);
    } catch (error) {
      this.log.warn({ requestId, error }, 'a file broke off');
    } finally {
      this.open.delete(answer);
    }
  }
}
