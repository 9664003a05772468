import { type Bug, replacing } from './bug.ts';

/** Bugs in what is sold with license keys. */
export const keyBugs: readonly Bug[] = [
  {
    name: 'key-for-another-piece',
    breaks: 'a grant has a key for the line’s first piece alone, and uses it for all of them',
    in: 'code',
    caughtBy: ['keys'],
    plants: {
      keyStock: (stock, { service }) =>
        service !== 'esd-delivery'
          ? stock
          : replacing(stock, {
              take: async (of: Parameters<typeof stock.take>[0], pieces: Parameters<typeof stock.take>[1]) => {
                const [first] = await stock.take(of, pieces.slice(0, 1));
                return pieces.map(({ line, piece, sku }) => ({ id: '', key: '', ...first, line, piece, sku }));
              },
            }),
    },
  },
  {
    name: 'keys-unfollowed',
    breaks: 'what the log says of keys is never written down in the stock',
    in: 'code',
    caughtBy: ['keys'],
    plants: {
      keyStock: (stock) => replacing(stock, { settle: async () => undefined }),
    },
  },
];
