import { newEvent } from '@tollgate/contracts';
import { orders } from '@tollgate/order';
import { downloadsGranted, orderPlaced, recorded, specification } from '@tollgate/testing';
import { startDownload } from './start-download.js';

const given = specification(orders);

describe('startDownload', () => {
  it('records the first fetch of a file', () =>
    given(orderPlaced(), downloadsGranted())
      .when(startDownload, 0)
      .then(newEvent('DownloadStarted', { entitlement: 0, generation: 1 })));

  it('records no second one', () =>
    given(orderPlaced(), downloadsGranted(), recorded('DownloadStarted', { entitlement: 0, generation: 1 }, { version: 2 }))
      .when(startDownload, 0)
      .thenNothing());

  it('begins no download of what was refunded while the start could not be recorded, the database being full', () =>
    given(orderPlaced(), downloadsGranted(), recorded('DownloadAccessRevoked', { entitlements: [0] }, { version: 2 }))
      .when(startDownload, 0)
      .thenNothing());

  it('knows nothing of a file that was not granted', () => given(orderPlaced()).when(startDownload, 0).thenNothing());
});
