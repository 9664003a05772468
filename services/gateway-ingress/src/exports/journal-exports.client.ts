import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { type MessageInitShape, OpenExportRequestSchema, OpenExportResponseSchema, requests } from '@tollgate/contracts';
import { DomainError, TransientError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { refusal } from '../validation/field-error.js';

/** What a year comes to is added up before it is known whether a format can hold it. */
const openWithinMs = 15_000;
/** A document is typeset before its first byte. */
const headWithinMs = 150_000;
/** Then reporting may not be silent for longer. */
const idleMs = 60_000;

/** Reporting's files, of the journal and of reports. */
@Injectable()
export class JournalExports {
  constructor(private readonly requests: Requests) {}

  /** Where the file is to be had, once, and how many entries it holds. Throws reporting's Refusals: what the format cannot hold. */
  async open(
    wish: MessageInitShape<typeof OpenExportRequestSchema>,
  ): Promise<{ readonly url: string; readonly entries: number }> {
    try {
      const asked = [requests.openExport, OpenExportRequestSchema, OpenExportResponseSchema, wish] as const;
      return await this.requests.request(...asked, openWithinMs);
    } catch (error) {
      throw error instanceof DomainError ? refusal(error.code, error.field) : error;
    }
  }

  /** The file as reporting sends it. Throws TransientError where it does not begin; when it breaks off later, the stream fails. */
  async fetch(url: string): Promise<IncomingMessage> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = httpRequest(url, { agent: false });
      outgoing.setTimeout(headWithinMs, () => outgoing.destroy(new Error('reporting is silent')));
      outgoing.once('response', resolve);
      outgoing.once('error', (cause) => reject(new TransientError('the file did not begin', { cause })));
      outgoing.end();
    });
    if (response.statusCode === 200) return response.setTimeout(idleMs, () => response.destroy(new Error('reporting is silent')));
    response.resume();
    throw new TransientError(`reporting answered an export with ${response.statusCode}`);
  }
}
