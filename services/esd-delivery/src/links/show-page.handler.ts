import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import { LicenseSecrets } from '@tollgate/license-keys';
import { isFile, isLicenseKeys, type KnownEntitlement } from '@tollgate/order';
import { CONFIG } from '@tollgate/service';
import type { Config } from '../config.js';
import { RunningTransfers } from '../transfers/running-transfers.handler.js';
import { type FileRequest, transferOf } from '../transfers/send-file.handler.js';
import { TransferRepository } from '../transfers/transfers.repository.js';
import { LinkOpener, type OpenedLink } from './open-link.handler.js';
import { downloadPage } from './page.js';
import { pageHeaders } from './page-headers.client.js';

const everything = { firstByte: 0, endByte: Number.MAX_SAFE_INTEGER };

/** `/d/<token>`: the page that mails link to. Opening it changes nothing, as mail scanners and previews open it too. */
@Injectable()
export class PageHandler {
  private readonly licenses: LicenseSecrets;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly links: LinkOpener,
    private readonly running: RunningTransfers,
    private readonly transfers: TransferRepository,
    @Inject(CONFIG) { linkKey }: Pick<Config, 'linkKey'>,
  ) {
    this.licenses = new LicenseSecrets(linkKey);
  }

  async answer({ request, response, token, requestId }: FileRequest): Promise<void> {
    const { id, entitlement, order } = await this.open(token);
    const isAsking = isFile(entitlement) && (await this.transfers.isConfirmable(id, entitlement.generation));
    const licenseKeys = this.keysOf(order.id, entitlement);
    const page = downloadPage(entitlement, { delivery: order.delivery, token, isAsking, licenseKeys });
    response.writeHead(200, { ...pageHeaders, 'Content-Length': Buffer.byteLength(page), 'X-Request-Id': requestId });
    response.end(request.method === 'HEAD' ? undefined : page);
  }

  /** `POST /d/<token>/received`: the customer says that the whole file has arrived, where the end of their connection could not tell. The page shows
   *  what is so then. Throws DomainError `not_arrived` where not every byte was sent to them. */
  async received({ request, response, token, requestId }: FileRequest): Promise<void> {
    request.resume();
    const { entitlement, ...opened } = await this.open(token);
    if (!isFile(entitlement)) throw new DomainError('not_found');
    const of = transferOf({ ...opened, entitlement });
    const covered = await this.transfers.confirmed(of, this.running.endedOf(opened.id));
    if (covered === undefined) throw new DomainError('not_arrived');
    this.running.record(covered);
    response.writeHead(303, { ...pageHeaders, Location: `/d/${token}`, 'Content-Length': 0, 'X-Request-Id': requestId }).end();
  }

  private keysOf(order: string, entitlement: KnownEntitlement): readonly string[] {
    return isLicenseKeys(entitlement) ? entitlement.form.value.keys.map(({ sealed }) => this.licenses.open(sealed, order)) : [];
  }

  /** After what is just ending is written down. */
  private async open(token: string): Promise<OpenedLink> {
    const link = await this.links.open(token);
    return (await this.running.settled(link.id, everything)) ? this.links.open(token) : link;
  }
}
