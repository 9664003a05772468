import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, DomainError } from '@tollgate/errors';
import { CLOCK, LOG, type Log } from '@tollgate/service';
import { problemOf, sendProblem } from '../links/answers.client.js';
import { LinkOpener, type OpenedFile } from '../links/open-link.handler.js';
import { openObject } from '../objects/object-reader.store.js';
import { ObjectStore } from '../objects/objects.store.js';
import { etagOf, fileHeaders, headOf } from './file-headers.js';
import { FileTransfer } from './file-transfer.client.js';
import { KernelSockets } from './kernel-sockets.client.js';
import { RunningTransfers } from './running-transfers.handler.js';
import { type ByteRange, isKnown, isProbe, type Selection, selectBytes } from './select-bytes.js';
import { type TransferOf, TransferRepository } from './transfers.repository.js';

export interface FileRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly token: string;
  readonly requestId: string;
}

type Bytes = Extract<Selection, ByteRange>;

/** `/d/<token>/file`: the file itself, for the page's button, scripts and download managers alike. */
@Injectable()
export class FileHandler {
  @Inject() private readonly objects!: ObjectStore;
  @Inject() private readonly kernel!: KernelSockets;
  @Inject(LOG) private readonly log!: Log;
  @Inject(CLOCK) private readonly clock!: Clock;

  constructor(
    private readonly links: LinkOpener,
    private readonly transfers: TransferRepository,
    private readonly running: RunningTransfers,
  ) {}

  async answer(file: FileRequest): Promise<void> {
    const { request, response, token, requestId } = file;
    const link = await this.open(token, request);
    const { value: pinned } = link.entitlement.form;
    const sizeBytes = Number(pinned.sizeBytes);
    const headers = fileHeaders(pinned, requestId, this.clock.now());
    if (isKnown(request.headers['if-none-match'], etagOf(pinned))) {
      response.writeHead(304, { ...headers, Connection: 'close' }).end();
    } else if (request.method === 'HEAD') {
      response.writeHead(200, { ...headers, 'Content-Length': sizeBytes }).end();
    } else {
      const selection = selectionOf(link, request);
      if (selection.kind !== 'unsatisfiable') return this.send(file, link, selection);
      const problem = problemOf(new DomainError('range_not_satisfiable'), requestId);
      sendProblem(request, response, { problem, extra: { 'Content-Range': `bytes */${sizeBytes}` } });
    }
  }

  /** Opens the link, after what is just ending of the same bytes has its place in the log: whoever has all is told so at once. */
  private async open(token: string, request: IncomingMessage): Promise<OpenedFile> {
    const link = await this.links.openFile(token);
    const selection = selectionOf(link, request);
    const ending = selection.kind === 'unsatisfiable' ? [] : this.running.endingAround(link.id, selection);
    if (ending.length === 0) return link;
    await Promise.allSettled(ending);
    return this.links.openFile(token);
  }

  private async send(file: FileRequest, link: OpenedFile, selection: Bytes): Promise<void> {
    const { value: pinned } = link.entitlement.form;
    if (isProbe(selection, Number(pinned.sizeBytes))) {
      await this.transfer(file, link, selection);
      return;
    }
    const of = transferOf(link);
    const id = await this.transfers.begin(of, selection);
    let transfer: FileTransfer;
    try {
      transfer = await this.transfer(file, link, selection);
    } catch (error) {
      await this.transfers.withdrawn(id);
      throw error;
    }
    this.running.add({ id, of, range: selection, transfer });
  }

  private async transfer({ request, requestId }: FileRequest, link: OpenedFile, selection: Bytes): Promise<FileTransfer> {
    const { value: pinned } = link.entitlement.form;
    const { id } = link;
    const lengthBytes = selection.endByte - selection.firstByte;
    const address = await this.objects.addressOf(pinned.objectKey);
    const reader = await openObject({ address, range: selection, pieceBytes: this.running.pieceBytes(lengthBytes) });
    const transfer: FileTransfer = new FileTransfer({
      socket: request.socket,
      reader,
      head: headOf(fileHeaders(pinned, requestId, this.clock.now()), selection, Number(pinned.sizeBytes)),
      lengthBytes,
      kernel: this.kernel,
      onMoved: () => this.running.moved(transfer),
      onLastSign: () => this.running.ending(transfer),
    });
    this.log.debug({ entitlement: id, requestId, lengthBytes }, 'transfer began');
    return transfer;
  }
}

const selectionOf = ({ entitlement }: OpenedFile, { headers }: IncomingMessage): Selection => {
  const file = entitlement.form.value;
  const ifRange = headers['if-range'];
  return selectBytes(
    { range: headers.range, ifRange: Array.isArray(ifRange) ? ifRange.join() : ifRange },
    { sizeBytes: Number(file.sizeBytes), etag: etagOf(file) },
  );
};

const transferOf = ({ id, order, entitlement }: OpenedFile): TransferOf => ({
  entitlement: id,
  order: order.id,
  index: entitlement.index,
  generation: entitlement.generation,
  sizeBytes: Number(entitlement.form.value.sizeBytes),
});
