import { filePathParts } from '@tollgate/order';
import type { ShownItem } from './shown-items.js';

/** Items that lie in one folder. */
export interface Folder {
  /** Such as `manual/print`; empty: in none. */
  readonly name: string;
  readonly items: readonly ShownItem[];
}

/** Where a file lies among the others of its order; what is shown and not fetched lies in no folder. */
const folderOf = ({ name, sizeBytes }: ShownItem): string => (sizeBytes === undefined ? '' : filePathParts(name).folder);

/** The items by their folders: first those in none, then each folder where its first item stands; within them in their order. */
export const byFolder = (items: readonly ShownItem[]): readonly Folder[] => {
  const names = new Set(items.map(folderOf));
  return ['', ...[...names].filter((name) => name !== '')]
    .filter((name) => names.has(name))
    .map((name) => ({ name, items: items.filter((item) => folderOf(item) === name) }));
};

/** What an item is called within its folder. */
export const nameInFolder = (item: ShownItem): string => (folderOf(item) === '' ? item.name : filePathParts(item.name).name);
