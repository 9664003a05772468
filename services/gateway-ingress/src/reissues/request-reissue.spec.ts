import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { orders } from '@tollgate/order';
import { bookEntitlement, downloadCompleted, downloadsGranted, orderPlaced, recorded, specification } from '@tollgate/testing';
import { requestReissue } from './request-reissue.js';

const given = specification(orders);
const asked = (...entitlements: number[]) => newEvent('DownloadsReissueRequested', { entitlements, isTold: true });
const request = recorded('DownloadsReissueRequested', { entitlements: [0] }, { version: 2 });
const issued = (generation: number, version: number): RecordedEvent =>
  recorded(
    'DownloadsReissued',
    { links: [{ entitlement: 0, generation, downloads: 1 }], request: request.header.id },
    { version },
  );

describe('requestReissue', () => {
  it('asks for everything that was granted', () =>
    given(orderPlaced(), downloadsGranted({ entitlements: [bookEntitlement, { ...bookEntitlement, index: 1 }] }))
      .when(requestReissue, {})
      .then(asked(0, 1)));

  it('asks for what was taken, once its access is closed', () =>
    given(orderPlaced(), downloadsGranted(), downloadCompleted(), recorded('DownloadAccessClosed', {}, { version: 3 }))
      .when(requestReissue, { lines: [1] })
      .then(asked(0)));

  it('tells nobody by mail where the merchant hands the links on', () =>
    given(orderPlaced(), downloadsGranted())
      .when(requestReissue, { mail: false })
      .then(newEvent('DownloadsReissueRequested', { entitlements: [0], isTold: false })));

  it('is refused for a line that the order does not have', () =>
    given(orderPlaced(), downloadsGranted())
      .when(requestReissue, { lines: [1, 9] })
      .thenRefused('unknown_line'));

  it('is refused where nothing was granted: not paid yet, voided, or nothing of it is online', () => {
    given(orderPlaced()).when(requestReissue, {}).thenRefused('nothing_to_reissue');
    given(orderPlaced(), downloadsGranted({ entitlements: [] }))
      .when(requestReissue, {})
      .thenRefused('nothing_to_reissue');
  });

  it('is refused where it was refunded', () =>
    given(orderPlaced(), downloadsGranted(), recorded('DownloadAccessRevoked', { entitlements: [0] }, { version: 2 }))
      .when(requestReissue, {})
      .thenRefused('downloads_revoked'));

  it('is refused while another one is under way, and taken once that was answered', () => {
    given(orderPlaced(), downloadsGranted(), request).when(requestReissue, {}).thenRefused('reissue_pending');
    given(orderPlaced(), downloadsGranted(), request, issued(2, 2)).when(requestReissue, {}).then(asked(0));
  });

  it('is refused after three of them', () =>
    given(orderPlaced(), downloadsGranted(), request, issued(4, 2)).when(requestReissue, {}).thenRefused('reissue_limit'));
});
