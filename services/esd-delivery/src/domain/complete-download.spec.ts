import { newEvent } from '@tollgate/contracts';
import { downloadCompleted, downloadsGranted, given, orderPlaced } from '@tollgate/order';
import { completeDownload } from './complete-download.js';

const covered = { index: 0, generation: 1, sentBytes: 1_048_576 };

describe('completeDownload', () => {
  it('records that the customer has the whole file', () =>
    given(orderPlaced(), downloadsGranted())
      .when(completeDownload, covered)
      .then(newEvent('DownloadCompleted', { entitlement: 0, generation: 1, sentBytes: 1_048_576n })));

  it('records it once', () =>
    given(orderPlaced(), downloadsGranted(), downloadCompleted()).when(completeDownload, covered).thenNothing());

  it('counts nothing for a link that was replaced', () =>
    given(orderPlaced(), downloadsGranted())
      .when(completeDownload, { ...covered, generation: 2 })
      .thenNothing());

  it('I10: completes nothing on an order that was not paid', () =>
    given(orderPlaced()).when(completeDownload, covered).thenNothing());
});
