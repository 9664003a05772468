import { create, type PinnedFile, PinnedFileSchema } from '@tollgate/contracts';
import { entitlementId } from '@tollgate/download-link';
import { type FileEntitlement, fold, type Order } from '@tollgate/order';
import { bookEntitlement, downloadCompleted, downloadsGranted, orderPlaced, paymentCaptured } from '@tollgate/testing';
import type { KnownVersions } from './choose-version.js';
import { servedFile, shownFile, shownOrder } from './served-file.js';

const version = (sign: string): PinnedFile =>
  create(PinnedFileSchema, { name: 'book.epub', sha256: sign.repeat(64), sizeBytes: 10n });
const [pinned, begun, newest] = [version('1'), version('2'), version('3')];
const known: KnownVersions = { pinned, newest, begun, begunDigest: begun.sha256, former: [], isRunning: false };
const paid = [orderPlaced(), paymentCaptured(), downloadsGranted({ entitlements: [bookEntitlement] })];
const order = fold(paid) as Order;
const id = entitlementId(order.id, 0);
const link = { id, order, entitlement: order.delivery.entitlements[0] as FileEntitlement, known };

describe('what a link serves', () => {
  it('is the version that was chosen, told with the ones it was chosen in view of', () => {
    const served = servedFile(link, {});
    expect(served.entitlement.form.value).toBe(newest);
    expect([served.versions, served.isWhole]).toEqual([{ pinned: pinned.sha256, begun: begun.sha256 }, false]);
    expect(servedFile({ ...link, known: { ...known, former: [pinned.sha256] } }, { range: 'bytes=5-' }).isWhole).toBe(true);
  });

  it('is chosen in view of what was begun also where that is there no more', () =>
    expect(servedFile({ ...link, known: { ...known, begun: undefined } }, {}).versions.begun).toBe(begun.sha256));

  it('is shown as it was begun', () => expect(shownFile(link).entitlement.form.value).toBe(begun));
});

describe('an order as its page shows it', () => {
  const versions = new Map([[id, known]]);
  it('has its files as they were begun, and names those with a newer version', () => {
    const shown = shownOrder(order, versions);
    expect(shown.order.delivery.entitlements[0]?.form.value).toBe(begun);
    expect([shown.newer, shown.gone]).toEqual([[0], []]);
  });
  it('names those whose begun copy is gone, so that nobody is told its progress beside the size of the new one', () => {
    const gone = shownOrder(order, new Map([[id, { ...known, newest: undefined, begun: undefined }]]));
    expect([gone.order.delivery.entitlements[0]?.form.value, gone.gone]).toEqual([pinned, [0]]);
  });
  it('offers nothing newer of what was downloaded', () =>
    expect(shownOrder(fold([...paid, downloadCompleted()]) as Order, versions).newer).toEqual([]));
  it('is as the log tells it where no versions are known', () => {
    const shown = shownOrder(order, new Map());
    expect(shown.order.delivery.entitlements).toEqual(order.delivery.entitlements);
  });
});
