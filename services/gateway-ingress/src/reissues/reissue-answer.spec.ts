import type { RecordedEvent, RecordedEventOf } from '@tollgate/contracts';
import { fold, type Order } from '@tollgate/order';
import { bookEntitlement, downloadsGranted, orderPlaced, recorded } from '@tollgate/testing';
import { reissueAnswer } from './reissue-answer.js';

const two = downloadsGranted({ entitlements: [bookEntitlement, { ...bookEntitlement, index: 1 }] });
const asked = recorded(
  'DownloadsReissueRequested',
  { entitlements: [0, 1] },
  { version: 2 },
) as RecordedEventOf<'DownloadsReissueRequested'>;
const issuedTo = (...entitlements: number[]) =>
  recorded(
    'DownloadsReissued',
    {
      links: entitlements.map((entitlement) => ({ entitlement, generation: 2, downloads: 1 })),
      expiresAt: '2026-12-26T12:00:00.000Z',
      request: asked.header.id,
    },
    { version: 2 },
  ) as RecordedEventOf<'DownloadsReissued'>;
const views = {
  linkOf: ({ index, generation }: { index: number; generation: number }) => `https://x/d/${index}-${generation}`,
  licenseKeyOf: () => '',
};
const answer = (issued?: RecordedEventOf<'DownloadsReissued'>, ...more: RecordedEvent[]) =>
  reissueAnswer({ order: fold([orderPlaced(), two, asked, ...more]) as Order, asked, issued }, views);

describe('the answer to a request for new links', () => {
  it('brings the links that were issued, and no other one', () => {
    const issued = issuedTo(1);
    expect(answer(issued, issued)).toMatchObject({
      status: 201,
      body: {
        status: 'succeeded',
        downloads: [{ url: 'https://x/d/1-2', fileUrl: 'https://x/d/1-2/file', expiresAt: '2026-12-26T12:00:00.000Z' }],
      },
    });
  });

  it('brings license keys with the new link to their page: of a good without a file it was refused, though links were issued', () => {
    const keys = [{ id: asked.header.id, sealed: 'a' }];
    const form = { case: 'licenseKeys', value: { kind: 'pool', keys } } as const;
    const granted = downloadsGranted({ entitlements: [{ ...bookEntitlement, form }] });
    const issued = issuedTo(0);
    const order = fold([orderPlaced(), granted, asked, issued]) as Order;
    expect(reissueAnswer({ order, asked, issued }, views)).toMatchObject({
      status: 201,
      body: { status: 'succeeded', downloads: [], licenseKeys: [{ url: 'https://x/d/0-2' }] },
    });
  });

  it('is 202 without a link while they are under way', () =>
    expect(answer()).toMatchObject({ status: 202, body: { status: 'pending', downloads: [] } }));

  it('is a refusal where everything was refunded meanwhile', () => {
    const issued = issuedTo();
    expect(answer(issued, issued)).toMatchObject({ status: 409, body: { code: 'downloads_revoked' } });
  });
});
