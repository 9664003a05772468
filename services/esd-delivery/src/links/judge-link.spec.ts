import type { RecordedEvent } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { fold } from '@tollgate/order';
import { bookEntitlement, downloadCompleted, downloadsGranted, orderPlaced, paymentCaptured, recorded } from '@tollgate/testing';
import { judgeLink, judgeOrderLink } from './judge-link.js';

const inTime = Date.parse('2026-11-24T12:00:00.000Z');
const twoFiles = recorded('DownloadsGranted', {
  entitlements: [0, 1].map((index) => ({ ...bookEntitlement, index, sku: 'ALBUM-1' })),
  expiresAt: '2026-11-26T12:00:00.000Z',
});
const judge = (history: readonly RecordedEvent[], link = { index: 0, generation: 1 }, nowMs = inTime) => {
  try {
    return judgeLink(fold(history), link, nowMs).sku;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};
const paid = [orderPlaced(), paymentCaptured(), downloadsGranted()];

describe('judgeLink', () => {
  it('opens what was paid', () => expect(judge(paid)).toBe('EBOOK-1'));
  it('knows no link of an order it does not know', () => expect(judge([])).toBe('not_found'));
  it('I10: opens nothing of an unpaid order', () => expect(judge([orderPlaced(), downloadsGranted()])).toBe('not_found'));
  it('knows no file the order does not have', () => expect(judge(paid, { index: 1, generation: 1 })).toBe('not_found'));
  it('refuses a link of another generation', () => expect(judge(paid, { index: 0, generation: 2 })).toBe('link_replaced'));
  it('refuses a link when its 72 hours are over', () =>
    expect(judge(paid, undefined, Date.parse('2026-11-26T12:00:00.000Z'))).toBe('link_expired'));

  it('refuses a file whose line was refunded', () =>
    expect(judge([...paid, recorded('DownloadAccessRevoked', { entitlements: [0] }, { version: 2 })])).toBe('access_revoked'));

  it('knows no link of a form of a later release', () =>
    expect(
      judge([orderPlaced(), paymentCaptured(), downloadsGranted({ entitlements: [{ index: 0, line: 1, sku: 'POSTER' }] })], {
        index: 0,
        generation: 0,
      }),
    ).toBe('not_found'));

  it('I10: refuses a file that was taken, and opens the one that was not', () => {
    const history = [orderPlaced(), paymentCaptured(), twoFiles, downloadCompleted(0)];
    expect(judge(history)).toBe('already_downloaded');
    expect(judge(history, { index: 1, generation: 1 })).toBe('ALBUM-1');
  });

  it('I10: refuses every link once all was taken, also before that is in the log', () => {
    const history = [orderPlaced(), paymentCaptured(), twoFiles, downloadCompleted(0), downloadCompleted(1, { version: 3 })];
    expect(judge(history)).toBe('access_closed');
    expect(judge([...history, recorded('DownloadAccessClosed', {}, { version: 4 })], { index: 1, generation: 1 })).toBe(
      'access_closed',
    );
  });
});

describe('judgeOrderLink', () => {
  const two = [orderPlaced(), paymentCaptured(), twoFiles];
  const judgeOrder = (history: readonly RecordedEvent[], generation = 1, nowMs = inTime) => {
    try {
      judgeOrderLink(fold(history), { index: 65_535, generation }, nowMs);
      return 'open';
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  };
  const revoked = (...entitlements: number[]) => recorded('DownloadAccessRevoked', { entitlements }, { version: 5 });
  const reissued = recorded('DownloadsReissued', { links: [{ entitlement: 1, generation: 2, downloads: 1 }] }, { version: 2 });

  it('opens the page while anything of the order is left', () => {
    expect(judgeOrder(two)).toBe('open');
    expect(judgeOrder([...two, downloadCompleted(0)])).toBe('open');
    expect(judgeOrder([...two, downloadCompleted(0), revoked(1)])).toBe('access_closed');
  });
  it('I10: opens none of an unpaid or unknown order, or where nothing was granted', () => {
    expect(judgeOrder([])).toBe('not_found');
    expect(judgeOrder([orderPlaced(), twoFiles])).toBe('not_found');
    expect(judgeOrder([orderPlaced(), paymentCaptured()])).toBe('not_found');
  });
  it('S10: is void once any link of the order was issued anew', () => {
    expect(judgeOrder([...two, reissued])).toBe('link_replaced');
    expect(judgeOrder([...two, reissued], 2)).toBe('open');
    expect(judgeOrder(two, 2)).toBe('link_replaced');
  });
  it('says why nothing is left', () => {
    expect(judgeOrder([...two, revoked(0, 1)])).toBe('access_revoked');
    expect(judgeOrder([...two, downloadCompleted(0), downloadCompleted(1, { version: 3 })])).toBe('access_closed');
    expect(judgeOrder(two, 1, Date.parse('2026-11-26T12:00:00.000Z'))).toBe('link_expired');
  });
});
