import { newEvent } from '@tollgate/contracts';
import { orders } from '@tollgate/order';
import { downloadsGranted, orderPlaced, recorded, specification } from '@tollgate/testing';
import { startDownload } from './start-download.js';

const given = specification(orders);
const link = { index: 0, generation: 1 };

describe('startDownload', () => {
  it('records the first fetch of a file', () =>
    given(orderPlaced(), downloadsGranted())
      .when(startDownload, link)
      .then(newEvent('DownloadStarted', { entitlement: 0, generation: 1 })));

  it('records no second one', () =>
    given(orderPlaced(), downloadsGranted(), recorded('DownloadStarted', { entitlement: 0, generation: 1 }, { version: 2 }))
      .when(startDownload, link)
      .thenNothing());

  it('begins no download of what was refunded while the start could not be recorded, the database being full', () =>
    given(orderPlaced(), downloadsGranted(), recorded('DownloadAccessRevoked', { entitlements: [0] }, { version: 2 }))
      .when(startDownload, link)
      .thenNothing());

  it('I10: begins nothing by a new link that nobody opened, where the start by the older one is recorded late', () =>
    given(
      orderPlaced(),
      downloadsGranted(),
      recorded('DownloadsReissued', { links: [{ entitlement: 0, generation: 2, downloads: 1 }], request: 'r' }, { version: 2 }),
    )
      .when(startDownload, link)
      .thenNothing());

  it('knows nothing of a file that was not granted', () => given(orderPlaced()).when(startDownload, link).thenNothing());
});
