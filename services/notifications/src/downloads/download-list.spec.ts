import { wholeOrder } from '@tollgate/download-link';
import { fold, isKnown, type Order } from '@tollgate/order';
import { bookEntitlement, downloadsGranted, orderPlaced, recorded } from '@tollgate/testing';
import { wordsOf } from '../mails/languages.data.js';
import { downloadsFor, downloadsHtml, downloadsText } from './download-list.js';

const orderOf = (count: number, ...more: Parameters<typeof fold>[0]) => {
  const entitlements = Array.from({ length: count }, (_, index) => ({ ...bookEntitlement, index }));
  return fold([orderPlaced(), downloadsGranted({ entitlements }), ...more]) as Order;
};
const listOf = (order: Order) =>
  downloadsFor(
    order,
    order.delivery.entitlements.filter(isKnown).filter(({ isRevoked }) => !isRevoked),
    ({ index, generation }) => `https://x.example/d/${index === wholeOrder ? 'all' : index}-${generation}`,
  );

describe('the downloads that a mail tells of', () => {
  it('come with the page of all of them where there are several', () => {
    expect(listOf(orderOf(2))).toMatchObject({
      downloads: [{ url: 'https://x.example/d/0-1' }, {}],
      allUrl: 'https://x.example/d/all-1',
    });
    expect(listOf(orderOf(1)).allUrl).toBe('');
    expect(listOf(orderOf(2, recorded('DownloadAccessRevoked', { entitlements: [1] }, { version: 2 }))).allUrl).toBe('');
  });

  it('are none where nothing is to be downloaded', () => {
    const none = { words: wordsOf.en, accent: '#1f5fbf', downloads: [], downloadsUntil: '', allUrl: '' };
    expect([downloadsHtml(none, 80), downloadsText(none)]).toEqual(['', []]);
  });

  it('are a list in both forms', () => {
    const list = { words: wordsOf.en, accent: '#1f5fbf', downloadsUntil: 'Until then.', ...listOf(orderOf(2)) };
    for (const form of [downloadsHtml(list, 80), downloadsText(list).join('\n')])
      for (const part of ['book.epub', 'All downloads on one page', 'Until then.', '/d/1-1']) expect(form).toContain(part);
  });
});
