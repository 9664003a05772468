import { fold, type Order } from '@tollgate/order';
import { bookEntitlement, downloadCompleted, downloadsGranted, orderPlaced, paymentCaptured, recorded } from '@tollgate/testing';
import { isToldBy, newsFor, requestUpdate } from './request-update.js';

const notice = '01890a5d-ac96-7000-8000-0000000000d1';
const file = { sku: bookEntitlement.sku ?? '', name: 'book.epub', sha256: 'cd'.repeat(32), sizeBytes: 2_000_000n, version: 2 };
const update = { notice, sku: bookEntitlement.sku ?? '', files: [file, { ...file, name: 'other.pdf' }] };
const inTime = new Date('2026-11-25T12:00:00.000Z');
const granted = [orderPlaced(), paymentCaptured(), downloadsGranted({ entitlements: [bookEntitlement] })];
const orderOf = (...more: Parameters<typeof fold>[0]) => fold([...granted, ...more]) as Order;
const told = (sha256 = file.sha256) =>
  recorded('MailRequested', { kind: 'update', operation: notice, files: [{ ...file, sha256 }] }, { version: 2 });
const names = (order: Order, now = inTime) => newsFor(order, update, now).map(({ name }) => name);

describe('the owners of an older version', () => {
  it('are told of the files that they have', () => {
    const [asked, ...others] = requestUpdate(orderOf(), update, inTime);
    expect(others).toEqual([]);
    expect(asked).toMatchObject({
      type: 'MailRequested',
      data: { kind: 'update', operation: notice, sealedRecipient: '', files: [file] },
    });
  });

  it('are told once of each version, by whichever notice', () => {
    expect(requestUpdate(orderOf(told()), { ...update, notice: 'another' }, inTime)).toEqual([]);
    expect(names(orderOf(told('ef'.repeat(32))))).toEqual(['book.epub']);
    expect([isToldBy(orderOf(told()), notice), isToldBy(orderOf(told()), 'another'), isToldBy(orderOf(), notice)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each<[string, Order, Date]>([
    ['fetched it', orderOf(downloadCompleted()), inTime],
    ['had it refunded', orderOf(recorded('DownloadAccessRevoked', { entitlements: [0] }, { version: 2 })), inTime],
    ['have links that expired', orderOf(), new Date('2026-12-25T12:00:00.000Z')],
    ['have the newest one', fold([...granted.slice(0, 2), downloadsGranted({ entitlements: [newest()] })]) as Order, inTime],
  ])('are none who %s', (_, order, now) => expect(names(order, now)).toEqual([]));

  it('are told of a version of a stamped file by what its merchant uploaded: their own copies have no digest before they are made', () => {
    const stamped = (sha256: string) => {
      const value = { name: file.name, stamp: { text: '{name}', pages: 'all', sha256, sizeBytes: 5n, objectKey: 'x' } };
      return fold([
        ...granted.slice(0, 2),
        downloadsGranted({ entitlements: [{ ...bookEntitlement, form: { case: 'file' as const, value } }] }),
      ]) as Order;
    };
    expect(names(stamped('ef'.repeat(32)))).toEqual(['book.epub']);
    expect(names(stamped(file.sha256))).toEqual([]);
  });

  it('are told of a file though they were told of the same one of another good', () => {
    const other = recorded(
      'MailRequested',
      { kind: 'update', operation: notice, files: [{ ...file, sku: 'OTHER' }] },
      { version: 2 },
    );
    expect(names(orderOf(other))).toEqual(['book.epub']);
  });

  it('of another good are none', () => expect(newsFor(orderOf(), { ...update, sku: 'OTHER' }, inTime)).toEqual([]));
});

function newest() {
  const { name, sha256, sizeBytes } = file;
  return { ...bookEntitlement, form: { case: 'file' as const, value: { name, sha256, sizeBytes, objectKey: 'x' } } };
}
