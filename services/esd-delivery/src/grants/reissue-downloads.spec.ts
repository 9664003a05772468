import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { fold, orders } from '@tollgate/order';
import { bookEntitlement, downloadCompleted, downloadsGranted, orderPlaced, recorded, specification } from '@tollgate/testing';
import { defaultDelivery } from '../settings/delivery.schema.js';
import { closeAccess } from './close-access.js';
import { type Reissue, reissueDownloads } from './reissue-downloads.js';

const given = specification(orders);
const reissue: Reissue = {
  request: '01890a5d-ac96-774b-bcce-b302099a8057',
  requestedAt: '2026-12-01T12:00:00.000Z',
  settings: defaultDelivery,
  settingsVersion: 0,
};
const asked = (...entitlements: number[]) => newEvent('DownloadsReissueRequested', { entitlements }).data;
const links = (all: { entitlement: number; generation: number; downloads: number }[], expiresAt = '2026-12-04T12:00:00.000Z') =>
  newEvent('DownloadsReissued', { links: all, expiresAt, settingsVersion: 0, request: reissue.request });
const two = downloadsGranted({ entitlements: [bookEntitlement, { ...bookEntitlement, index: 1 }] });
const issued = (generation: number, version: number): RecordedEvent =>
  recorded(
    'DownloadsReissued',
    { links: [{ entitlement: 0, generation, downloads: 1 }], request: `r${generation}` },
    { version },
  );

describe('reissueDownloads', () => {
  it('gives what was taken a new link for one more complete download, and opens the order again', () => {
    const history = [
      orderPlaced(),
      downloadsGranted(),
      downloadCompleted(),
      recorded('DownloadAccessClosed', {}, { version: 3 }),
    ];
    given(...history)
      .when(reissueDownloads, asked(0), reissue)
      .then(links([{ entitlement: 0, generation: 2, downloads: 1 }]));
    const { delivery } = fold([...history, issued(2, 4)]) ?? {};
    expect(delivery).toMatchObject({ isClosed: false, entitlements: [{ generation: 2, completed: 0, isComplete: false }] });
    const again = fold([...history, issued(2, 4), recorded('DownloadCompleted', { generation: 2 }, { version: 5 })]);
    expect(again && closeAccess(again)).toEqual([newEvent('DownloadAccessClosed', {})]);
  });

  it('leaves the downloads that are left', () =>
    given(orderPlaced(), downloadsGranted({ entitlements: [{ ...bookEntitlement, downloads: 5 }] }), downloadCompleted())
      .when(reissueDownloads, asked(0), reissue)
      .then(links([{ entitlement: 0, generation: 2, downloads: 4 }])));

  it('gives a link to what was asked for, and to nothing else', () =>
    given(orderPlaced(), two)
      .when(reissueDownloads, asked(1, 7), reissue)
      .then(links([{ entitlement: 1, generation: 2, downloads: 1 }])));

  it('gives none to what was refunded meanwhile', () =>
    given(orderPlaced(), two, recorded('DownloadAccessRevoked', { entitlements: [0, 1] }, { version: 2 }))
      .when(reissueDownloads, asked(0, 1), reissue)
      .then(links([], '')));

  it('gives at most three', () => {
    const thrice = [issued(2, 2), issued(3, 3), issued(4, 4)];
    given(orderPlaced(), downloadsGranted(), ...thrice.slice(0, 2))
      .when(reissueDownloads, asked(0), reissue)
      .then(links([{ entitlement: 0, generation: 4, downloads: 1 }]));
    given(orderPlaced(), downloadsGranted(), ...thrice)
      .when(reissueDownloads, asked(0), reissue)
      .then(links([], ''));
  });

  it('gives them once', () =>
    given(orderPlaced(), downloadsGranted(), recorded('DownloadsReissued', { request: reissue.request }, { version: 2 }))
      .when(reissueDownloads, asked(0), reissue)
      .thenNothing());
});
