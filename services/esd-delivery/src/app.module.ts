import { Module } from '@nestjs/common';
import { KernelSockets } from './adapters/kernel-sockets.js';
import { GoodsStore } from './adapters/postgres/goods-store.js';
import { PinnedFiles } from './adapters/postgres/pinned-files.js';
import { Sql } from './adapters/postgres/sql.js';
import { TransferRepository } from './adapters/postgres/transfer-repository.js';
import { Bucket } from './adapters/s3/bucket.js';
import { ObjectStore } from './adapters/s3/object-store.js';
import { DeliveryRecorder } from './consumers/delivery-recorder.js';
import { GoodsResponder } from './consumers/goods.responder.js';
import { OrdersConsumer } from './consumers/orders.consumer.js';
import { DownloadListener } from './http/download-listener.js';
import { FileHandler } from './http/file-handler.js';
import { LinkOpener } from './http/link-opener.js';
import { PageHandler } from './http/page-handler.js';
import { RunningTransfers } from './http/running-transfers.js';
import { UploadListener } from './http/upload-listener.js';

@Module({
  controllers: [OrdersConsumer, GoodsResponder],
  providers: [
    Sql,
    GoodsStore,
    PinnedFiles,
    TransferRepository,
    ObjectStore,
    Bucket,
    KernelSockets,
    DeliveryRecorder,
    LinkOpener,
    RunningTransfers,
    FileHandler,
    PageHandler,
    DownloadListener,
    UploadListener,
  ],
})
export class AppModule {}
