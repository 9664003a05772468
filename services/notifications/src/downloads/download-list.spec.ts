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
    {
      order,
      language: 'en',
      linkOf: ({ index, generation }) => `https://x.example/d/${index === wholeOrder ? 'all' : index}-${generation}`,
    },
    order.delivery.entitlements.filter(isKnown).filter(({ isRevoked }) => !isRevoked),
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

  it('say of two files of one name which good each belongs to, in the order of the lines', () => {
    const entitlements = [2, 1].map((line, index) => ({ ...bookEntitlement, index, line }));
    const two = listOf(fold([orderPlaced(), downloadsGranted({ entitlements })]) as Order);
    const list = { words: wordsOf.en, accent: '#1f5fbf', downloadsUntil: 'Until then.', ...two };
    for (const form of [downloadsHtml(list, 80), downloadsText(list).join('\n')])
      expect(form).toMatch(/The Book.*d\/1-1.*A mug.*d\/0-1/s);
    expect(downloadsHtml(list, 80)).toMatch(
      /<p>The Book<\/p>\n<ul>\n<li>.*<\/li>\n<\/ul>\n<p>A mug<\/p>\n<ul>\n<li>.*<\/li>\n<\/ul>\n$/,
    );
  });

  it('are a list in both forms', () => {
    const list = { words: wordsOf.en, accent: '#1f5fbf', downloadsUntil: 'Until then.', ...listOf(orderOf(2)) };
    for (const form of [downloadsHtml(list, 80), downloadsText(list).join('\n')])
      for (const part of ['book.epub', 'All downloads on one page', 'Until then.', '/d/1-1']) expect(form).toContain(part);
  });
});
