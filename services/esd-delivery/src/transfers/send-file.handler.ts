import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, DomainError } from '@tollgate/errors';
import { isStamped } from '@tollgate/order';
import { CLOCK, CONFIG, LOG, type Log } from '@tollgate/service';
import type { Client } from '../clients/client-of.js';
import type { Config } from '../config.js';
import { CachedReader } from '../file-cache/cached-reader.store.js';
import { FileCache } from '../file-cache/file-cache.store.js';
import { RangeNotSatisfiable } from '../links/answers.client.js';
import { LinkOpener } from '../links/open-link.handler.js';
import type { OpenedFile } from '../links/opened-link.js';
import { type ByteSource, ObjectIsGone, openObject } from '../objects/object-reader.store.js';
import { ObjectStore } from '../objects/objects.store.js';
import { BuyersCopies } from '../stamps/copies.handler.js';
import type { VersionHeaders } from '../versions/choose-version.js';
import { type ServedFile, servedFile } from '../versions/served-file.js';
import { etagOf, fileHeaders, headOf } from './file-headers.js';
import { FileTransfer } from './file-transfer.client.js';
import { KernelSockets } from './kernel-sockets.client.js';
import { RunningTransfers } from './running-transfers.handler.js';
import { type ByteRange, isKnown, isProbe, isWanted, type SelectedBytes, type Selection, selectBytes } from './select-bytes.js';
import { type BegunTransfer, type TransferOf, TransferRepository } from './transfers.repository.js';

export interface FileRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly token: string;
  readonly requestId: string;
  readonly client: Client;
}

/** A transfer that ends gives its place to the next one: who comes a moment too early waits so long for it. */
const placeTimeoutMs = 5_000;
const placeEveryMs = 200;

/** `/d/<token>/file`: the file itself, for the page's button, scripts and download managers alike. */
@Injectable()
export class FileHandler {
  @Inject() private readonly objects!: ObjectStore;
  @Inject() private readonly cache!: FileCache;
  @Inject() private readonly copies!: BuyersCopies;
  @Inject() private readonly kernel!: KernelSockets;
  @Inject(LOG) private readonly log!: Log;
  @Inject(CLOCK) private readonly clock!: Clock;
  @Inject(CONFIG) private readonly config!: Pick<Config, 'times'>;

  constructor(
    private readonly links: LinkOpener,
    private readonly transfers: TransferRepository,
    private readonly running: RunningTransfers,
  ) {}

  /** Throws the DomainErrors of `judgeLink`, of `BuyersCopies.awaited` and of `TransferRepository.begin`, and `precondition_failed` and
   *  `range_not_satisfiable`. */
  async answer(file: FileRequest): Promise<void> {
    const { request, response, token, requestId } = file;
    const link = await this.open(token, request);
    const { value: pinned } = link.entitlement.form;
    const sizeBytes = Number(pinned.sizeBytes);
    const headers = fileHeaders(pinned, requestId, this.clock.now());
    if (!isWanted(request.headers['if-match'], etagOf(pinned))) throw new DomainError('precondition_failed');
    if (isKnown(request.headers['if-none-match'], etagOf(pinned))) {
      response.writeHead(304, { ...headers, Connection: 'close' }).end();
    } else if (request.method === 'HEAD') {
      response.writeHead(200, { ...headers, 'Content-Length': sizeBytes }).end();
    } else {
      const selection = selectionOf(link, request);
      if (selection.kind !== 'unsatisfiable') return this.send(file, link, selection);
      if (selection.isAtEnd) await this.askedAtEnd(link);
      throw new RangeNotSatisfiable(sizeBytes);
    }
  }

  /** Opens the link, after what is just ending of the same bytes is written down: whoever has all is told so at once. */
  private async open(token: string, request: IncomingMessage): Promise<ServedFile> {
    const look = async () => servedFile(await this.links.openFile(token), versionHeaders(request));
    const link = await this.prepared(await look(), look);
    const selection = selectionOf(link, request);
    const ending = selection.kind === 'part' || selection.kind === 'whole' ? selection : everything;
    if (!(await this.running.settled(link.id, ending))) return link;
    return look();
  }

  /** Throws DomainError `being_prepared`, `preparation_failed` where the buyer's copy is not there. */
  private async prepared(link: ServedFile, look: () => Promise<ServedFile>): Promise<ServedFile> {
    if (!isStamped(link.entitlement.form.value)) return link;
    await this.copies.awaited(link);
    const made = await look();
    if (isStamped(made.entitlement.form.value)) throw new DomainError('being_prepared');
    return made;
  }

  private async askedAtEnd(link: ServedFile): Promise<void> {
    const covered = await this.transfers.askedAtEnd(transferOf(link), this.running.endedOf(link.id));
    if (covered !== undefined) this.running.record(covered);
  }

  private async send(file: FileRequest, link: ServedFile, selection: SelectedBytes): Promise<void> {
    const { value: pinned } = link.entitlement.form;
    if (isProbe(selection, Number(pinned.sizeBytes))) {
      this.endSoon(await this.transfer(file, link, selection));
      return;
    }
    const of = transferOf(link);
    this.running.makeWay(link.id, selection);
    const { id, covered } = await this.place(file, of, selection);
    if (covered !== undefined) this.running.record(covered);
    let transfer: FileTransfer;
    try {
      transfer = await this.transfer(file, link, selection);
    } catch (error) {
      await this.transfers.withdrawn(id);
      throw error;
    }
    this.running.add({ id, of, range: selection, transfer, isProxied: file.client.isProxied });
  }

  /** A look at the first byte is in no table: whoever has it and stays holds a connection for nothing. */
  private endSoon(probe: FileTransfer): void {
    const timer = setTimeout(() => probe.cut(), this.config.times.probeMs);
    void probe.ended.then(() => clearTimeout(timer));
  }

  private async place({ request }: FileRequest, of: TransferOf, selection: SelectedBytes): Promise<BegunTransfer> {
    for (const untilMs = performance.now() + placeTimeoutMs; ; ) {
      try {
        return await this.transfers.begin(of, selection, this.running.endedOf(of.entitlement));
      } catch (error) {
        const mayWait = error instanceof DomainError && error.code === 'too_many_parallel' && performance.now() < untilMs;
        if (!mayWait || request.socket.destroyed) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, placeEveryMs));
    }
  }

  private async transfer({ request, requestId }: FileRequest, link: OpenedFile, selection: SelectedBytes): Promise<FileTransfer> {
    const { value: pinned } = link.entitlement.form;
    const { id } = link;
    const lengthBytes = selection.endByte - selection.firstByte;
    const reader = await this.opened(link, selection);
    const transfer: FileTransfer = new FileTransfer({
      socket: request.socket,
      reader,
      head: headOf(fileHeaders(pinned, requestId, this.clock.now()), selection, Number(pinned.sizeBytes)),
      lengthBytes,
      kernel: this.kernel,
      times: this.config.times,
      onMoved: () => this.running.moved(transfer),
      onTaken: () => this.running.taken(transfer),
      onLastSign: () => this.running.ending(transfer),
    });
    this.log.debug({ entitlement: id, requestId, lengthBytes }, 'transfer began');
    return transfer;
  }

  /** Throws DomainError `being_prepared` where it was the buyer's copy, and is gone. */
  private async opened(link: OpenedFile, range: SelectedBytes): Promise<ByteSource> {
    const pinned = link.entitlement.form.value;
    const { objectKey } = pinned;
    const mostPieceBytes = this.running.mostPieceBytes(range.endByte - range.firstByte);
    const cached = this.cache.take(pinned);
    if (cached !== undefined) return new CachedReader({ file: cached, range, mostPieceBytes });
    const address = await this.objects.addressOf(objectKey);
    try {
      return await openObject({ address, range, mostPieceBytes });
    } catch (error) {
      if (error instanceof ObjectIsGone && (await this.copies.lost(link, objectKey))) throw new DomainError('being_prepared');
      throw error;
    }
  }
}

/** A request for the rest of the file shows how all that came before ended. */
const everything: ByteRange = { firstByte: 0, endByte: Number.MAX_SAFE_INTEGER };

const selectionOf = ({ entitlement, isWhole }: ServedFile, { headers }: IncomingMessage): Selection => {
  const file = entitlement.form.value;
  const ifRange = headers['if-range'];
  return selectBytes(
    { range: isWhole ? undefined : headers.range, ifRange: Array.isArray(ifRange) ? ifRange.join() : ifRange },
    { sizeBytes: Number(file.sizeBytes), etag: etagOf(file) },
  );
};

const versionHeaders = ({ headers }: IncomingMessage): VersionHeaders => {
  const ifRange = headers['if-range'];
  return { range: headers.range, 'if-match': headers['if-match'], 'if-range': Array.isArray(ifRange) ? ifRange.join() : ifRange };
};

export const transferOf = ({ id, order, entitlement, versions }: ServedFile): TransferOf => ({
  entitlement: id,
  order: order.id,
  index: entitlement.index,
  generation: entitlement.generation,
  downloads: entitlement.downloads,
  sizeBytes: Number(entitlement.form.value.sizeBytes),
  content: entitlement.form.value.sha256,
  versions,
});
