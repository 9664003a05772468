import type { EventType, RecordedEvent } from '@tollgate/contracts';
import { entitlementId } from '@tollgate/download-link';
import {
  isFetched,
  isFile,
  isKnown,
  isLicenseKeys,
  isStamped,
  type KnownEntitlement,
  linkExpiry,
  type Order,
  type Thing,
  thingOf,
} from '@tollgate/order';
import type { DownloadProgress } from '../transfers/transfers.repository.js';

/** preparing: the buyer's own copy is not made yet. unprepared: nor can it be, until the shop does something about it. ready, running, interrupted:
 *  something is to be fetched. sent: all of it was, and the customer alone knows whether it arrived. shown: its page
 *  shows it, and nothing is fetched. The others: nothing is left of it. */
export type ItemState =
  | 'preparing'
  | 'unprepared'
  | 'ready'
  | 'running'
  | 'interrupted'
  | 'sent'
  | 'shown'
  | 'downloaded'
  | 'refunded'
  | 'expired';

/** One thing of an order, as its page tells it. */
export interface ShownItem extends Thing {
  readonly index: number;
  /** Of the order: what it belongs to. */
  readonly line: number;
  /** What was bought, as the order describes it; empty for license keys, whose name it is. */
  readonly good: string;
  readonly state: ItemState;
  /** Complete downloads that are left. */
  readonly left: number;
  /** RFC 3339 */
  readonly expiresAt: string;
  /** RFC 3339: when it was downloaded or refunded; empty where the log does not tell (yet). */
  readonly at: string;
  /** Bytes of the current download that were sent and acknowledged. */
  readonly sentBytes: number;
  /** Another version than the one that was begun: who begins anew gets that. */
  readonly hasNewer: boolean;
  /** Of what is delivered in license keys, unsealed. */
  readonly licenseKeys: readonly string[];
}

export interface ItemsOf {
  readonly order: Order;
  readonly events: readonly RecordedEvent[];
  readonly progress: readonly DownloadProgress[];
  /** The entitlements of which there is another version than the one that was begun. */
  readonly newer: readonly number[];
  /** The entitlements of which another version was begun, which is gone. */
  readonly gone?: readonly number[];
  readonly nowMs: number;
  /** Of whose files no copy could be made for their buyer, by index. */
  readonly unprepared?: readonly number[];
  /** Opens a license key of the order. */
  readonly licenseKeyOf: (sealed: string) => string;
}

/** License keys are told by what they are for. */
const nameOf = (one: KnownEntitlement, { placed }: Order): string =>
  (isLicenseKeys(one) ? placed.lines[one.line - 1]?.description : undefined) ?? thingOf(one.form).name;

const goodOf = (one: KnownEntitlement, { placed }: Order): string =>
  isLicenseKeys(one) ? '' : (placed.lines[one.line - 1]?.description ?? '');

const keysOf = (one: KnownEntitlement, open: ItemsOf['licenseKeyOf']): readonly string[] =>
  isLicenseKeys(one) && !one.isRevoked ? one.form.value.keys.map(({ sealed }) => open(sealed)) : [];

/** When an entitlement was last told of by an event of this type; empty: never. */
const lastOf = (events: readonly RecordedEvent[], type: EventType, isOf: (event: RecordedEvent) => boolean): string =>
  events.findLast((event) => event.type === type && isOf(event))?.header.occurredAt ?? '';

const endedAt = (state: ItemState, { index }: KnownEntitlement, events: readonly RecordedEvent[]): string => {
  if (state === 'downloaded')
    return lastOf(events, 'DownloadCompleted', (one) => one.type === 'DownloadCompleted' && one.data.entitlement === index);
  if (state !== 'refunded') return '';
  return lastOf(
    events,
    'DownloadAccessRevoked',
    (one) => one.type === 'DownloadAccessRevoked' && one.data.entitlements.includes(index),
  );
};

const stateOf = (one: KnownEntitlement, of: ItemsOf, progress: DownloadProgress | undefined): ItemState => {
  if (one.isRevoked) return 'refunded';
  if (one.isComplete) return 'downloaded';
  if (of.nowMs >= Date.parse(linkExpiry(of.order.delivery, one))) return 'expired';
  if (!isFetched(one.form)) return 'shown';
  if (isFile(one) && isStamped(one.form.value)) return of.unprepared?.includes(one.index) ? 'unprepared' : 'preparing';
  return fetchedState(progress);
};

const fetchedState = (progress: DownloadProgress | undefined): ItemState => {
  if (progress?.isRunning === true) return 'running';
  if (progress?.isConfirmable === true) return 'sent';
  return (progress?.sentBytes ?? 0) > 0 ? 'interrupted' : 'ready';
};

/** Everything of an order that was granted and that this release can show, in the order's own order. */
export const shownItems = (of: ItemsOf): readonly ShownItem[] =>
  of.order.delivery.entitlements.filter(isKnown).map((one) => {
    const id = entitlementId(of.order.id, one.index);
    const isOf = (known: DownloadProgress): boolean => known.id === id && known.generation === one.generation;
    const progress = of.gone?.includes(one.index) === true ? undefined : of.progress.find(isOf);
    const state = stateOf(one, of, progress);
    return {
      ...thingOf(one.form),
      name: nameOf(one, of.order),
      index: one.index,
      line: one.line,
      good: goodOf(one, of.order),
      state,
      left: Math.max(0, one.downloads - one.completed),
      expiresAt: linkExpiry(of.order.delivery, one),
      at: endedAt(state, one, of.events),
      sentBytes: progress?.sentBytes ?? 0,
      hasNewer: of.newer.includes(one.index),
      licenseKeys: keysOf(one, of.licenseKeyOf),
    };
  });

/** Whether something of it can still be fetched, or looked at. */
export const isOpen = ({ state }: ShownItem): boolean => !['downloaded', 'refunded', 'expired'].includes(state);
