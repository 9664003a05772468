import type { OrderEvent } from '../api/order.js';
import { downloadProgress, shownState, stateOf } from './download-progress.js';

const event = (type: string, data: OrderEvent['data']): OrderEvent => ({
  id: `evt_${type}`,
  stream: 'delivery',
  version: 1,
  type,
  occurredAt: '2026-11-27T12:00:00Z',
  data,
});
const grant = event('DownloadsGranted', {
  expiresAt: '2026-11-30T12:00:00Z',
  entitlements: [
    { line: 1, sku: 'EBOOK-1', file: { name: 'book.epub', sizeBytes: 1_048_576 } },
    { index: 1, line: 1, sku: 'EBOOK-1', file: { name: 'book.pdf', sizeBytes: 2_000 }, downloads: 2 },
  ],
});
const states = (...events: readonly OrderEvent[]): readonly string[] => downloadProgress([grant, ...events]).map(stateOf);

describe('the downloads of an order', () => {
  it('wait for their customer once they are granted', () => {
    expect(states()).toEqual(['waiting', 'waiting']);
    expect(downloadProgress([grant])[0]).toMatchObject({ index: 0, fileName: 'book.epub', allowed: 1, sizeBytes: 1_048_576 });
  });

  it('are started, then complete', () => {
    expect(states(event('DownloadStarted', {}))).toEqual(['started', 'waiting']);
    expect(states(event('DownloadStarted', {}), event('DownloadCompleted', {}))).toEqual(['complete', 'waiting']);
  });

  it('that are good for two are complete with the second', () => {
    const completed = event('DownloadCompleted', { entitlement: 1 });
    expect(states(completed)).toEqual(['waiting', 'started']);
    expect(states(completed, completed)).toEqual(['waiting', 'complete']);
  });

  it('end with their line’s refund', () =>
    expect(states(event('DownloadAccessRevoked', { entitlements: [1] }))).toEqual(['waiting', 'revoked']));

  it('wait anew after a re-issue', () => {
    const again = event('DownloadsReissued', { links: [{ entitlement: 0, generation: 1 }], expiresAt: '2026-12-03T12:00:00Z' });
    const [first] = downloadProgress([grant, event('DownloadCompleted', {}), again]);
    expect(first).toMatchObject({ generation: 1, completed: 0, expiresAt: '2026-12-03T12:00:00Z' });
  });

  it('of a grant that nobody knows of are passed over', () =>
    expect(downloadProgress([event('DownloadCompleted', { entitlement: 7 })])).toEqual([]));

  it('wait for the buyer’s own copy where that is not made, or could not be; whatever became of it once they are over', () => {
    expect(shownState('waiting', { status: 'waiting' })).toBe('preparing');
    expect(shownState('started', { status: 'failed' })).toBe('unprepared');
    expect([shownState('started', { status: 'ready' }), shownState('waiting', undefined)]).toEqual(['started', 'waiting']);
    expect([shownState('complete', { status: 'failed' }), shownState('revoked', { status: 'waiting' })]).toEqual([
      'complete',
      'revoked',
    ]);
  });
});
