import type { Copy } from './copies.repository.js';

/** Where the copies of an entitlement lie; each under a name of its own, so that no two are ever one object. */
export const copyPrefix = ({ merchant, order, index }: Pick<Copy, 'merchant' | 'order' | 'index'>): string =>
  `${merchant}/stamped/${order}/${index}/`;

/** Whether the object is a buyer's copy, and no file of a good. */
export const isCopyKey = (objectKey: string): boolean => objectKey.split('/')[1] === 'stamped';
