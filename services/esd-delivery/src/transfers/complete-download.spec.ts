import { newEvent } from '@tollgate/contracts';
import { orders } from '@tollgate/order';
import { bookEntitlement, downloadCompleted, downloadsGranted, orderPlaced, specification } from '@tollgate/testing';
import { completeDownload } from './complete-download.js';

const given = specification(orders);
const covered = { index: 0, generation: 1, round: 0, sentBytes: 1_048_576 };

describe('completeDownload', () => {
  it('records that the customer has the whole file', () =>
    given(orderPlaced(), downloadsGranted())
      .when(completeDownload, covered)
      .then(newEvent('DownloadCompleted', { entitlement: 0, generation: 1, sentBytes: 1_048_576n })));

  it('records it once', () =>
    given(orderPlaced(), downloadsGranted(), downloadCompleted()).when(completeDownload, covered).thenNothing());

  it('records each complete download where the merchant allows several', () =>
    given(orderPlaced(), downloadsGranted({ entitlements: [{ ...bookEntitlement, downloads: 2 }] }), downloadCompleted())
      .when(completeDownload, { ...covered, round: 1 })
      .then(newEvent('DownloadCompleted', { entitlement: 0, generation: 1, sentBytes: 1_048_576n })));

  it('counts nothing for a link that was replaced', () =>
    given(orderPlaced(), downloadsGranted())
      .when(completeDownload, { ...covered, generation: 2 })
      .thenNothing());

  it('I10: completes nothing on an order that was not paid', () =>
    given(orderPlaced()).when(completeDownload, covered).thenNothing());
});
