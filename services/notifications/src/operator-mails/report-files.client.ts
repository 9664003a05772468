import { Injectable } from '@nestjs/common';
import { OpenExportRequestSchema, OpenExportResponseSchema, requests } from '@tollgate/contracts';
import { DomainError, TransientError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import type { Attachment } from '../smtp/mime-message.js';
import type { MailedReport } from './report-letter.js';

/** What a year comes to is added up before the file begins. */
const OPEN_WITHIN_MS = 15_000;
const WHOLE_WITHIN_MS = 60_000;
/** A third more on its way: mail servers take 20 MB and more. */
const MAX_BYTES = 10_000_000;

/** The files of reports, which reporting writes. */
@Injectable()
export class ReportFiles {
  constructor(private readonly requests: Requests) {}

  /** Undefined where a mail has no room for it, or its format does not hold the entries any more. Throws TransientError where it does not
   *  come in time, or not whole. */
  async fetch(file: MailedReport['file'], signal: AbortSignal): Promise<Attachment | undefined> {
    try {
      const asked = [requests.openExport, OpenExportRequestSchema, OpenExportResponseSchema, file] as const;
      const { url } = await this.requests.request(...asked, OPEN_WITHIN_MS);
      return await attachmentFrom(url, AbortSignal.any([signal, AbortSignal.timeout(WHOLE_WITHIN_MS)]));
    } catch (cause) {
      if (cause instanceof DomainError) return undefined;
      throw cause instanceof TransientError ? cause : new TransientError('the file of a report did not come', { cause });
    }
  }
}

const attachmentFrom = async (url: string, signal: AbortSignal): Promise<Attachment | undefined> => {
  const response = await fetch(url, { signal });
  if (response.status !== 200) throw new TransientError(`reporting answered an export with ${response.status}`);
  const { headers } = response;
  const [, name = 'journal'] = /filename="([\w.-]+)"/.exec(headers.get('content-disposition') ?? '') ?? [];
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  // Leaving the loop ends the connection.
  for await (const piece of response.body ?? []) {
    sizeBytes += piece.length;
    if (sizeBytes > MAX_BYTES) return undefined;
    pieces.push(piece);
  }
  return { name, mediaType: headers.get('content-type') ?? 'application/octet-stream', content: Buffer.concat(pieces) };
};
