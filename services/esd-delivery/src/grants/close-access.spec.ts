import { newEvent } from '@tollgate/contracts';
import { orders } from '@tollgate/order';
import { bookEntitlement, downloadCompleted, downloadsGranted, orderPlaced, recorded, specification } from '@tollgate/testing';
import { closeAccess } from './close-access.js';

const given = specification(orders);
const twoFiles = downloadsGranted({ entitlements: [bookEntitlement, { ...bookEntitlement, index: 1 }] });

describe('access to an order', () => {
  it('is closed when the last file was taken', () =>
    given(orderPlaced(), downloadsGranted(), downloadCompleted()).when(closeAccess).then(newEvent('DownloadAccessClosed', {})));

  it('stays open while a file is missing', () =>
    given(orderPlaced(), twoFiles, downloadCompleted(0)).when(closeAccess).thenNothing());

  it('stays open while the customer has another download of the file', () =>
    given(orderPlaced(), downloadsGranted({ entitlements: [{ ...bookEntitlement, downloads: 2 }] }), downloadCompleted())
      .when(closeAccess)
      .thenNothing());

  it('does not wait for what only a later release can deliver, nor is closed for having nothing else', () => {
    const later = { index: 1, line: 1, sku: 'POSTER', generation: 1 };
    const both = downloadsGranted({ entitlements: [bookEntitlement, later] });
    given(orderPlaced(), both).when(closeAccess).thenNothing();
    given(orderPlaced(), both, downloadCompleted(0)).when(closeAccess).then(newEvent('DownloadAccessClosed', {}));
    given(orderPlaced(), downloadsGranted({ entitlements: [later] }))
      .when(closeAccess)
      .thenNothing();
  });

  it('is closed once', () =>
    given(orderPlaced(), downloadsGranted(), downloadCompleted(), recorded('DownloadAccessClosed', {}, { version: 3 }))
      .when(closeAccess)
      .thenNothing());

  it('is nobody’s concern on an order without downloads', () => given(orderPlaced()).when(closeAccess).thenNothing());
});
