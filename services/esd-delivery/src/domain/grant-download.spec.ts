import { type EventInit, newEvent } from '@tollgate/contracts';
import { paymentCaptured } from '@tollgate/order';
import { grantDownload } from './grant-download.js';

const capturedAt = '2026-11-23T12:00:00.000Z';
const file = (name: string) => ({ name, sizeBytes: 10n, sha256: 'ab'.repeat(32), objectKey: `mer_demo/${name}` });
const payment = (deliverables: EventInit<'PaymentCaptured'>['deliverables']) =>
  newEvent('PaymentCaptured', { deliverables: deliverables ?? [] }).data;

describe('grantDownload', () => {
  it('grants each file of each paid line for 72 hours, in order of lines and files', () => {
    const paid = payment([
      { line: 1, sku: 'EBOOK-1', files: [file('book.epub')] },
      { line: 3, sku: 'ALBUM-1', files: [file('01.flac'), file('02.flac')] },
    ]);
    const [granted] = grantDownload(paid, capturedAt);
    expect(granted).toMatchObject({
      type: 'DownloadsGranted',
      data: {
        expiresAt: '2026-11-26T12:00:00.000Z',
        entitlements: [
          { index: 0, line: 1, sku: 'EBOOK-1', generation: 1, file: { name: 'book.epub' } },
          { index: 1, line: 3, sku: 'ALBUM-1', generation: 1, file: { name: '01.flac' } },
          { index: 2, line: 3, sku: 'ALBUM-1', generation: 1, file: { name: '02.flac' } },
        ],
      },
    });
  });

  it('grants nothing where nothing paid is digital', () => expect(grantDownload(payment([]), capturedAt)).toEqual([]));

  it('I9: grants the same when the payment comes a second time', () =>
    expect(grantDownload(paymentCaptured().data, capturedAt)).toEqual(grantDownload(paymentCaptured().data, capturedAt)));

  it('holds on to an order with more files than a link can name, instead of granting some of them', () => {
    const files = Array.from({ length: 257 }, (_, index) => file(`${index}`));
    expect(() => grantDownload(payment([{ line: 1, sku: 'BOX', files }]), capturedAt)).toThrow('at most 256');
  });
});
