import type { PinnedFile } from '@tollgate/contracts';
import { type Entitlement, type FileEntitlement, isFile, isStamped, linkExpiry, type Order } from '@tollgate/order';
import type { Copy, WantedCopy } from './copies.repository.js';
import { contentOf } from './stamped-form.js';

type Granted = Pick<Order, 'id' | 'merchant' | 'mode'> & { readonly entitlements: Order['delivery']['entitlements'] };

export const copyOf = (
  { id, merchant, mode }: Pick<Order, 'id' | 'merchant' | 'mode'>,
  { index, sku }: FileEntitlement,
  file: PinnedFile,
): WantedCopy => ({
  order: id,
  index,
  content: contentOf(file),
  merchant,
  mode,
  sku,
  name: file.name,
});

/** The copies that these entitlements need: in the version that their order pinned, and in any other of which one could not be made before. What was
 *  refunded, or has all its downloads, needs none. */
export const copiesOf = ({ entitlements, ...order }: Granted, failed: readonly WantedCopy[] = []): readonly WantedCopy[] =>
  entitlements
    .filter(isFile)
    .filter(({ isRevoked, isComplete }) => !isRevoked && !isComplete)
    .flatMap((one) => {
      const pinned = isStamped(one.form.value) ? [copyOf(order, one, one.form.value)] : [];
      const isOther = ({ content }: WantedCopy): boolean => pinned.every((wanted) => wanted.content !== content);
      return [...pinned, ...failed.filter((copy) => copy.index === one.index && isOther(copy))];
    });

/** Whether anything of the order is delivered as a copy of its own. */
export const hasCopies = ({ delivery }: Order): boolean =>
  delivery.entitlements.some((one) => isFile(one) && isStamped(one.form.value));

/** Of the objects that lie there those that are nobody's: what is made meanwhile stays. */
export const looseKeys = (keys: readonly string[], copies: readonly Pick<Copy, 'state' | 'objectKey'>[]): readonly string[] =>
  keys.filter((key) => !copies.some(({ state, objectKey }) => state === 'made' && objectKey === key));

/** Whether it is the one that the entitlement's file, as it is served now, is waiting for. */
export const isCopyOf = ({ index, content }: Pick<WantedCopy, 'index' | 'content'>, one: Entitlement): boolean =>
  one.index === index && isFile(one) && contentOf(one.form.value) === content;

/** When nobody may fetch anything of the entitlement by its present link any more, epoch ms; undefined where that is so already. */
export const endOf = ({ delivery }: Order, index: number, nowMs: number): number | undefined => {
  const entitlement = delivery.entitlements.find((one) => one.index === index);
  if (entitlement === undefined || delivery.isClosed || entitlement.isRevoked || entitlement.isComplete) return undefined;
  const endMs = Date.parse(linkExpiry(delivery, entitlement));
  return endMs > nowMs ? endMs : undefined;
};

/** Where the copies of an entitlement lie; each under a name of its own, so that no two are ever one object. */
export const copyPrefix = ({ merchant, order, index }: Pick<Copy, 'merchant' | 'order' | 'index'>): string =>
  `${merchant}/stamped/${order}/${index}/`;

/** Whether the object is a buyer's copy, and no file of a good. */
export const isCopyKey = (objectKey: string): boolean => objectKey.split('/')[1] === 'stamped';
