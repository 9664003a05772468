import type { ShownItem } from './shown-items.js';

/** What was bought in one line of an order. */
export interface Good {
  /** As the order describes it; empty where its items tell it themselves. */
  readonly name: string;
  readonly items: readonly ShownItem[];
}

/** The items by what was bought, in the order of the order's lines: two goods may have files of one name. */
export const byGood = (items: readonly ShownItem[]): readonly Good[] => {
  const lines = [...new Set(items.map(({ line }) => line))].toSorted((one, other) => one - other);
  return lines.map((line) => {
    const own = items.filter((item) => item.line === line);
    return { name: own.find(({ good }) => good !== '')?.good ?? '', items: own };
  });
};
