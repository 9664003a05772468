import { type PinFilesRequest, requests } from '@tollgate/contracts';
import { keyFromFile } from '@tollgate/crypto';
import { GrantsConsumer } from '../../../services/esd-delivery/dist/grants/grants.consumer.js';
import { EndedOrdersConsumer } from '../../../services/esd-delivery/dist/license-keys/ended-orders.consumer.js';
import { LinkOpener } from '../../../services/esd-delivery/dist/links/open-link.handler.js';
import { DeliveryPolicy } from '../../../services/esd-delivery/dist/settings/delivery-policy.repository.js';
import { DeliveryRecorder } from '../../../services/esd-delivery/dist/transfers/record-delivery.handler.js';
import type { SimulatedTransfers } from '../fakes/transfers.ts';
import { keyFiles } from './keys.ts';
import { orderKeysIn } from './license-keys.ts';
import { handlersOf, listen, loggerOf, standIn } from './nest.ts';
import { settingsOf } from './settings.ts';
import type { StartService } from './system.ts';

/** What a customer meets at the download host. */
export interface DownloadEntry {
  readonly links: Pick<LinkOpener, 'openFile'>;
  readonly transfers: ReturnType<SimulatedTransfers['of']>;
  readonly recorder: Pick<DeliveryRecorder, 'started' | 'completed'>;
}

export const FILE_BYTES = 1_048_576;

const formsOf = (merchant: string, sku: string, hasKeys: boolean) => {
  const value = {
    name: `${sku}.epub`,
    sizeBytes: BigInt(FILE_BYTES),
    sha256: 'ab'.repeat(32),
    objectKey: `${merchant}/${sku}/1`,
  };
  const file = { form: { case: 'file' as const, value } };
  const keys = { form: { case: 'licenseKeys' as const, value: { kind: 'pool', activations: 1 } } };
  return { sku, forms: hasKeys ? [file, keys] : [file] };
};

/** No file of the simulation has a stamp. */
const noCopies = { ofOrder: async () => undefined, endSoon: async () => undefined };

export const startEsdDelivery: StartService = (process, system) => {
  const log = system.logOf(process);
  const policy = new DeliveryPolicy(settingsOf(process, system, log));
  const transfers = system.part('transfers', system.transfers.of(process), process);
  const recorder = new DeliveryRecorder(log, standIn(transfers), standIn(loggerOf(process, system)));
  const opener = new LinkOpener(log, { linkKey: keyFromFile(keyFiles.link) }, standIn(transfers));
  Object.assign(recorder, { copies: noCopies });
  Object.assign(opener, { clock: process.clock });
  const links = system.part('links', opener, process);
  recorder.onApplicationBootstrap();
  system.requests.answer(process, requests.pinFiles, async ({ merchant, skus }: PinFilesRequest) => ({
    goods: skus.filter((sku) => sku !== 'MUG-1').map((sku) => formsOf(merchant, sku, sku === system.keys.sku)),
    withoutFiles: [],
  }));
  system.entries.set(process, { links, transfers, recorder } satisfies DownloadEntry);
  const keys = standIn(orderKeysIn(process, system, log)) as never;
  listen(process, system, handlersOf(new GrantsConsumer(log, policy, keys, standIn(noCopies)), new EndedOrdersConsumer(keys)));
};
