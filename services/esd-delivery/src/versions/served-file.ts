import type { PinnedFile } from '@tollgate/contracts';
import { entitlementId } from '@tollgate/download-link';
import { isFile, type Order } from '@tollgate/order';
import type { OpenedFile } from '../links/opened-link.js';
import { chooseVersion, hasNewer, type KnownVersions, shownVersion, type VersionHeaders } from './choose-version.js';

/** A link whose file is the version that a request gets. */
export interface ServedFile extends OpenedFile {
  /** By their digests. */
  readonly versions: {
    /** As the order has it. */
    readonly pinned: string;
    /** Of which bytes were sent when this one was chosen. */
    readonly begun: string | undefined;
  };
  /** It is sent from its beginning, whatever part was asked for. */
  readonly isWhole: boolean;
}

/** What a request for a file gets. */
export const servedFile = (link: OpenedFile, headers: VersionHeaders): ServedFile => {
  const { file, isWhole } = chooseVersion(link.known, headers);
  return { ...inVersion(link, file), isWhole };
};

/** What a page tells of a file. */
export const shownFile = (link: OpenedFile): ServedFile => ({ ...inVersion(link, shownVersion(link.known)), isWhole: false });

const inVersion = (link: OpenedFile, file: PinnedFile): Omit<ServedFile, 'isWhole'> => {
  const { known, entitlement } = link;
  const versions = { pinned: known.pinned.sha256, begun: known.begunDigest };
  return { ...link, versions, entitlement: { ...entitlement, form: { ...entitlement.form, value: file } } };
};

/** An order as its page shows it. */
export interface ShownOrder {
  /** Each file in the version that its link serves. */
  readonly order: Order;
  /** The entitlements of which another version than the one that was begun is sent to who begins anew. */
  readonly newer: readonly number[];
  /** The entitlements of which nothing was sent of the version that is shown: what was is of one that is gone. */
  readonly gone: readonly number[];
}

/** Whether what was sent is of another version than the one that is told of, as a copy that was begun is gone: it counts for nothing from the next
 *  download on, and is not told beside another size before. */
const isOfAnother = (known: KnownVersions): boolean =>
  known.begunDigest !== undefined && known.begunDigest !== shownVersion(known).sha256;

/** The order in the versions that are known of its files. */
export const shownOrder = (order: Order, versions: ReadonlyMap<string, KnownVersions>): ShownOrder => {
  const all = order.delivery.entitlements.map((one) => {
    const known = versions.get(entitlementId(order.id, one.index));
    if (known === undefined || !isFile(one)) return { one, isNewer: false, isGone: false };
    const value = shownVersion(known);
    return {
      one: { ...one, form: { ...one.form, value } },
      isNewer: !one.isComplete && hasNewer(known),
      isGone: isOfAnother(known),
    };
  });
  const entitlements = all.map(({ one }) => one);
  const newer = all.filter(({ isNewer }) => isNewer).map(({ one }) => one.index);
  const gone = all.filter(({ isGone }) => isGone).map(({ one }) => one.index);
  return { order: { ...order, delivery: { ...order.delivery, entitlements } }, newer, gone };
};
