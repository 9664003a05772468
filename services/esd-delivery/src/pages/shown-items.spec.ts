import type { RecordedEvent } from '@tollgate/contracts';
import { entitlementId } from '@tollgate/download-link';
import { fold, type Order } from '@tollgate/order';
import { bookEntitlement, downloadCompleted, downloadsGranted, orderPlaced, paymentCaptured, recorded } from '@tollgate/testing';
import { type ItemsOf, isOpen, shownItems } from './shown-items.js';

const two = downloadsGranted({ entitlements: [0, 1].map((index) => ({ ...bookEntitlement, index })) });
const paid = [orderPlaced(), paymentCaptured(), two];
const inTime = Date.parse('2026-11-25T12:00:00.000Z');
const at = '2026-11-25T10:00:00.000Z';
const items = (more: readonly RecordedEvent[], rest: Partial<ItemsOf> = {}) => {
  const events = [...paid, ...more];
  const licenseKeyOf = (sealed: string): string => `open ${sealed}`;
  return shownItems({ order: fold(events) as Order, events, progress: [], newer: [], nowMs: inTime, licenseKeyOf, ...rest });
};
const order = fold(paid) as Order;
const begun = (sentBytes: number, more = {}) => ({
  progress: [{ id: entitlementId(order.id, 0), generation: 1, sentBytes, isRunning: false, isConfirmable: false, ...more }],
});
const states = (...all: Parameters<typeof items>) => items(...all).map(({ state }) => state);

describe('the items of an order', () => {
  it('are ready once they were granted, each with its size, checksum and time', () => {
    expect(states([])).toEqual(['ready', 'ready']);
    expect(items([])[0]).toMatchObject({
      name: 'book.epub',
      line: 1,
      good: 'The Book',
      sizeBytes: 1_048_576n,
      left: 1,
      expiresAt: '2026-11-26T12:00:00.000Z',
    });
  });

  it('of a file with a stamp are in preparation, without size and checksum, or cannot be prepared', () => {
    const stamp = { text: '{name}', pages: 'all', sizeBytes: 10n, sha256: 'ab', objectKey: 'mer/1' };
    const form = { case: 'file' as const, value: { name: 'book.pdf', stamp } };
    const granted = downloadsGranted({ entitlements: [{ ...bookEntitlement, form }] });
    const of = { order: fold([orderPlaced(), paymentCaptured(), granted]) as Order };
    expect(items([], of)[0]).toMatchObject({ name: 'book.pdf', state: 'preparing', sizeBytes: undefined, sha256: undefined });
    expect(states([], { ...of, unprepared: [of.order.delivery.entitlements[0]?.index ?? -1] })).toEqual(['unprepared']);
  });

  it('are license keys by what they are for, until these are refunded', () => {
    const form = { case: 'licenseKeys' as const, value: { kind: 'pool', keys: [{ id: 'k', sealed: 'AB' }] } };
    const granted = downloadsGranted({ entitlements: [{ ...bookEntitlement, line: 1, form }] });
    const events = [orderPlaced(), paymentCaptured(), granted];
    const shown = (all: readonly RecordedEvent[]) => items([], { order: fold(all) as Order })[0];
    expect(shown(events)).toMatchObject({
      name: 'The Book',
      good: '',
      state: 'shown',
      sizeBytes: undefined,
      licenseKeys: ['open AB'],
    });
    const revoked = recorded('DownloadAccessRevoked', { entitlements: [0] }, { version: 2 });
    expect(shown([...events, revoked])).toMatchObject({ state: 'refunded', licenseKeys: [] });
  });

  it('are downloaded, and refunded, at the time that the log tells', () => {
    const ended = [
      downloadCompleted(0, { occurredAt: at }),
      recorded('DownloadAccessRevoked', { entitlements: [1] }, { version: 3, occurredAt: at }),
    ];
    expect(items(ended)).toMatchObject([
      { state: 'downloaded', at, left: 0 },
      { state: 'refunded', at },
    ]);
    expect(items(ended).map(isOpen)).toEqual([false, false]);
  });

  it('are downloaded without a time where the log was not told yet', () => {
    const taken = {
      ...order,
      delivery: { ...order.delivery, entitlements: order.delivery.entitlements.map((one) => ({ ...one, isComplete: true })) },
    };
    expect(items([], { order: taken })[0]).toMatchObject({ state: 'downloaded', at: '' });
  });

  it('run, stand still, or wait for the customer’s word', () => {
    expect(states([], begun(500_000, { isRunning: true }))).toEqual(['running', 'ready']);
    expect(states([], begun(500_000))).toEqual(['interrupted', 'ready']);
    expect(states([], begun(1_048_576, { isConfirmable: true }))).toEqual(['sent', 'ready']);
    expect(states([], begun(0))).toEqual(['ready', 'ready']);
  });

  it('begin anew with a new link: what was sent by an older one counts for nothing', () => {
    const reissued = recorded(
      'DownloadsReissued',
      { links: [{ entitlement: 0, generation: 2, downloads: 1 }], expiresAt: '2026-12-01T12:00:00.000Z' },
      { version: 2 },
    );
    expect(items([reissued], begun(500_000))[0]).toMatchObject({
      state: 'ready',
      sentBytes: 0,
      expiresAt: '2026-12-01T12:00:00.000Z',
    });
  });

  it('begin anew where the copy that was begun is gone: its progress stood beside the size of the new one', () =>
    expect(items([], { ...begun(500_000), gone: [0] })[0]).toMatchObject({ state: 'ready', sentBytes: 0 }));

  it('are expired when their time is over', () =>
    expect(states([], { nowMs: Date.parse('2026-11-26T12:00:00.000Z') })).toEqual(['expired', 'expired']));
});
