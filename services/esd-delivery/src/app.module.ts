import { Module } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { LicenseSecrets } from '@tollgate/license-keys';
import { PostgresDueWork } from '@tollgate/postgres';
import { CLOCK, CONFIG, ORDER_LOG } from '@tollgate/service';
import { SettingsModule } from '@tollgate/settings';
import { DataSource } from 'typeorm';
import { AnnouncedClients } from './clients/announced-clients.listener.js';
import { TrustedProxies } from './clients/trusted-proxies.store.js';
import type { Config } from './config.js';
import { Sql } from './database/sql.repository.js';
import { DeliveryDueWork } from './due-work/delivery-due-work.handler.js';
import { FileCache } from './file-cache/file-cache.store.js';
import { GoodsStore } from './goods/goods.repository.js';
import { GoodsResponder } from './goods/goods.responder.js';
import { PinnedForms } from './goods/pinned-forms.repository.js';
import { GrantsConsumer } from './grants/grants.consumer.js';
import { KeyUses } from './license-activations/key-uses.repository.js';
import { KeyUsesResponder } from './license-activations/key-uses.responder.js';
import { UseKey } from './license-activations/use-key.handler.js';
import { EndedOrdersConsumer } from './license-keys/ended-orders.consumer.js';
import { KeyMaker } from './license-keys/key-maker.repository.js';
import { KeySources } from './license-keys/key-sources.repository.js';
import { KeyStock } from './license-keys/key-stock.repository.js';
import { LicenseKeySettings } from './license-keys/license-keys.handler.js';
import { LicenseKeysResponder } from './license-keys/license-keys.responder.js';
import { OrderLicenseKeys } from './license-keys/order-keys.handler.js';
import { KeyPools } from './license-pools/key-pools.repository.js';
import { TellPoolNews } from './license-pools/pool-news.handler.js';
import { DownloadListener } from './links/downloads.listener.js';
import { LinkOpener } from './links/open-link.handler.js';
import { Markers } from './marking/markers.client.js';
import { Bucket } from './objects/bucket.store.js';
import { ObjectStore } from './objects/objects.store.js';
import { PreviewsResponder } from './pages/previews.responder.js';
import { PageHandler } from './pages/show-page.handler.js';
import { DeliveryPolicy, deliveryArea } from './settings/delivery-policy.repository.js';
import { Shops } from './shops/shops.client.js';
import { Buyers } from './stamps/buyers.client.js';
import { BuyersCopies } from './stamps/copies.handler.js';
import { StampedCopies } from './stamps/copies.repository.js';
import { CopiesResponder } from './stamps/copies.responder.js';
import { CopiesPages } from './stamps/copies-page.repository.js';
import { CopyMaker } from './stamps/copy-maker.handler.js';
import { CopyRemover } from './stamps/copy-remover.handler.js';
import { PutStamp } from './stamps/put-stamp.handler.js';
import { RetryCopies } from './stamps/retry-copies.handler.js';
import { StampTrials } from './stamps/stamp-trials.handler.js';
import { StampsConsumer } from './stamps/stamps.consumer.js';
import { StampsResponder } from './stamps/stamps.responder.js';
import { KernelSockets } from './transfers/kernel-sockets.client.js';
import { ProvenEnds } from './transfers/proven-ends.handler.js';
import { DeliveryRecorder } from './transfers/record-delivery.handler.js';
import { RunningTransfers } from './transfers/running-transfers.handler.js';
import { FileHandler } from './transfers/send-file.handler.js';
import { TransferRepository } from './transfers/transfers.repository.js';
import { ContentHashes } from './uploads/content-hashes.store.js';
import { ExpiredUploads } from './uploads/expired-uploads.handler.js';
import { UploadFinisher } from './uploads/finish-upload.handler.js';
import { ResumableUploads } from './uploads/resumable-uploads.handler.js';
import { UploadListener } from './uploads/uploads.listener.js';
import { UploadRepository } from './uploads/uploads.repository.js';
import { UploadsResponder } from './uploads/uploads.responder.js';
import { FileVersions } from './versions/file-versions.repository.js';

const dueWork = {
  provide: PostgresDueWork,
  inject: [DataSource, CLOCK],
  useFactory: (database: DataSource, clock: Clock) => new PostgresDueWork({ database, schema: 'esd_delivery', clock }),
};

const licenseSecrets = {
  provide: LicenseSecrets,
  inject: [CONFIG],
  useFactory: ({ linkKey }: Config) => new LicenseSecrets(linkKey),
};

@Module({
  imports: [SettingsModule.of({ areas: [deliveryArea], orderLog: ORDER_LOG })],
  controllers: [
    EndedOrdersConsumer,
    GrantsConsumer,
    GoodsResponder,
    KeyUsesResponder,
    LicenseKeysResponder,
    PreviewsResponder,
    UploadsResponder,
    StampsConsumer,
    StampsResponder,
    CopiesResponder,
  ],
  providers: [
    Sql,
    GoodsStore,
    PinnedForms,
    licenseSecrets,
    KeyMaker,
    KeyStock,
    KeySources,
    KeyPools,
    TellPoolNews,
    LicenseKeySettings,
    OrderLicenseKeys,
    KeyUses,
    UseKey,
    TransferRepository,
    FileVersions,
    ObjectStore,
    Bucket,
    FileCache,
    KernelSockets,
    TrustedProxies,
    AnnouncedClients,
    DeliveryPolicy,
    DeliveryRecorder,
    ProvenEnds,
    LinkOpener,
    RunningTransfers,
    FileHandler,
    PageHandler,
    Shops,
    DownloadListener,
    dueWork,
    UploadRepository,
    ContentHashes,
    ExpiredUploads,
    UploadFinisher,
    ResumableUploads,
    UploadListener,
    StampedCopies,
    Buyers,
    Markers,
    CopyMaker,
    CopyRemover,
    BuyersCopies,
    DeliveryDueWork,
    PutStamp,
    StampTrials,
    CopiesPages,
    RetryCopies,
  ],
})
export class AppModule {}
