import { Injectable } from '@nestjs/common';
import { RunningTransfers } from '../transfers/running-transfers.handler.js';
import type { FileRequest } from '../transfers/send-file.handler.js';
import { LinkOpener } from './open-link.handler.js';
import { downloadPage } from './page.js';
import { pageHeaders } from './page-headers.client.js';

/** `/d/<token>`: the page that mails link to. Opening it changes nothing, as mail scanners and previews open it too. */
@Injectable()
export class PageHandler {
  constructor(
    private readonly links: LinkOpener,
    private readonly running: RunningTransfers,
  ) {}

  async answer({ request, response, token, requestId }: FileRequest): Promise<void> {
    let link = await this.links.open(token);
    const ending = this.running.endingAround(link.id, { firstByte: 0, endByte: Number.MAX_SAFE_INTEGER });
    if (ending.length > 0) {
      await Promise.allSettled(ending);
      link = await this.links.open(token);
    }
    const page = downloadPage(link.entitlement, link.order.delivery.expiresAt, token);
    response.writeHead(200, { ...pageHeaders, 'Content-Length': Buffer.byteLength(page), 'X-Request-Id': requestId });
    response.end(request.method === 'HEAD' ? undefined : page);
  }
}
