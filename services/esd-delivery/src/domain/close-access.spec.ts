import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { downloadCompleted, downloadsGranted, given, orderPlaced, recorded } from '@tollgate/order';
import { closeAccess } from './close-access.js';

const file = { name: 'a', sizeBytes: 1n, sha256: 'ab'.repeat(32), objectKey: 'k' };
const twoFiles: RecordedEvent = recorded('DownloadsGranted', {
  entitlements: [0, 1].map((index) => ({ index, line: 1, sku: 'ALBUM-1', file, generation: 1 })),
  expiresAt: '2026-11-26T12:00:00.000Z',
});

describe('closeAccess', () => {
  it('shuts the door when the last file was taken', () =>
    given(orderPlaced(), downloadsGranted(), downloadCompleted()).when(closeAccess).then(newEvent('DownloadAccessClosed', {})));

  it('leaves it open while a file is missing', () =>
    given(orderPlaced(), twoFiles, downloadCompleted(0)).when(closeAccess).thenNothing());

  it('shuts it once', () =>
    given(orderPlaced(), downloadsGranted(), downloadCompleted(), recorded('DownloadAccessClosed', {}, { version: 3 }))
      .when(closeAccess)
      .thenNothing());

  it('says nothing of an order without downloads', () => given(orderPlaced()).when(closeAccess).thenNothing());
});
