import { Module } from '@nestjs/common';
import { ORDER_LOG } from '@tollgate/service';
import { SettingsModule } from '@tollgate/settings';
import { AnnouncedClients } from './clients/announced-clients.listener.js';
import { TrustedProxies } from './clients/trusted-proxies.store.js';
import { Sql } from './database/sql.repository.js';
import { GoodsStore } from './goods/goods.repository.js';
import { GoodsResponder } from './goods/goods.responder.js';
import { PinnedForms } from './goods/pinned-forms.repository.js';
import { GrantsConsumer } from './grants/grants.consumer.js';
import { KeyMaker } from './license-keys/key-maker.repository.js';
import { KeySources } from './license-keys/key-sources.repository.js';
import { KeyStock } from './license-keys/key-stock.repository.js';
import { KeyUses } from './license-keys/key-uses.repository.js';
import { KeyUsesResponder } from './license-keys/key-uses.responder.js';
import { LicenseKeySettings } from './license-keys/license-keys.handler.js';
import { LicenseKeysResponder } from './license-keys/license-keys.responder.js';
import { OrderLicenseKeys } from './license-keys/order-keys.handler.js';
import { UseKey } from './license-keys/use-key.handler.js';
import { DownloadListener } from './links/downloads.listener.js';
import { LinkOpener } from './links/open-link.handler.js';
import { PreviewsResponder } from './links/previews.responder.js';
import { PageHandler } from './links/show-page.handler.js';
import { Bucket } from './objects/bucket.store.js';
import { ObjectStore } from './objects/objects.store.js';
import { DeliveryPolicy, deliveryArea } from './settings/delivery-policy.repository.js';
import { KernelSockets } from './transfers/kernel-sockets.client.js';
import { ProvenEnds } from './transfers/proven-ends.handler.js';
import { DeliveryRecorder } from './transfers/record-delivery.handler.js';
import { RunningTransfers } from './transfers/running-transfers.handler.js';
import { FileHandler } from './transfers/send-file.handler.js';
import { TransferRepository } from './transfers/transfers.repository.js';
import { UploadListener } from './uploads/uploads.listener.js';

@Module({
  imports: [SettingsModule.of({ areas: [deliveryArea], orderLog: ORDER_LOG })],
  controllers: [GrantsConsumer, GoodsResponder, KeyUsesResponder, LicenseKeysResponder, PreviewsResponder],
  providers: [
    Sql,
    GoodsStore,
    PinnedForms,
    KeyMaker,
    KeyStock,
    KeySources,
    LicenseKeySettings,
    OrderLicenseKeys,
    KeyUses,
    UseKey,
    TransferRepository,
    ObjectStore,
    Bucket,
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
    DownloadListener,
    UploadListener,
  ],
})
export class AppModule {}
