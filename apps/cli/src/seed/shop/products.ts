import { hash } from 'node:crypto';
import { exponentOf } from '@tollgate/money';
import { Chance, Weighted } from '../chance.js';
import { priceTags } from './currencies.data.js';
import { nouns, ranges, titles } from './products.data.js';

export interface ProductFile {
  readonly name: string;
  readonly sizeBytes: bigint;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Something that the shop sells. */
export interface Product {
  readonly sku: string;
  readonly description: string;
  readonly usCents: number;
  /** 0: it is downloaded. */
  readonly grams: number;
  /** What the customer downloads; none of what is shipped. */
  readonly files: readonly ProductFile[];
}

const BYTES_PER_KILOBYTE = 1_024;
/** How much more often the first of the catalogue is sold than the others: Zipf's law, a little flatter. */
const TAIL = 0.9;
/** So many other products come before the best seller’s successor. */
const TAIL_OFFSET = 3;

const filesOf = (sku: string, { files }: (typeof ranges)[number], chance: Chance): readonly ProductFile[] => {
  if (files === undefined) return [];
  const [ending, count, [least, most]] = files;
  return Array.from({ length: count }, (_, index) => {
    const name = count === 1 ? `${sku.toLowerCase()}.${ending}` : `${sku.toLowerCase()}-${index + 1}.${ending}`;
    const sizeBytes = BigInt(chance.between(least, most) * BYTES_PER_KILOBYTE + chance.below(BYTES_PER_KILOBYTE));
    return { name, sizeBytes, sha256: hash('sha256', name, 'hex') };
  });
};

const productsIn = (range: (typeof ranges)[number]): readonly Product[] =>
  Array.from({ length: range.count }, (_, index) => {
    const sku = `${range.prefix}-${String(index + 1).padStart(3, '0')}`;
    const chance = Chance.of('product', sku);
    const title = `${chance.pick(titles)} ${chance.pick(nouns)}`;
    const [least, most] = range.cents;
    const files = filesOf(sku, range, chance);
    return { sku, description: `${title}, ${range.what}`, usCents: chance.between(least, most), grams: range.grams, files };
  });

const freeSample: Product = {
  sku: 'SAMPLE-1',
  description: 'Sample chapters, e-book',
  usCents: 0,
  grams: 0,
  files: filesOf('SAMPLE-1', { ...(ranges[0] as (typeof ranges)[number]) }, Chance.of('product', 'SAMPLE-1')),
};

/** Everything that the shop sells, in the order of its favor: what sells best first, and a long tail. */
export const catalogue: readonly Product[] = ranges
  .flatMap(productsIn)
  .map((product) => ({ product, place: Chance.of('favor', product.sku).fraction() }))
  .sort((a, b) => a.place - b.place)
  .map(({ product }) => product);

const places = new Map(catalogue.map(({ sku }, place) => [sku, place]));
const demand = new Weighted(catalogue, ({ sku }) => 1 / ((places.get(sku) ?? 0) + TAIL_OFFSET) ** TAIL);

/** One piece of a basket. */
export interface Piece {
  readonly product: Product;
  readonly quantity: number;
}

const SAMPLE_ALONE = 0.008;
const ANOTHER = 0.32;
const MOST_LINES = 6;
const SEVERAL = 0.12;

/** What a customer puts into a basket: each product once, one piece of a download. */
export const basketOf = (chance: Chance): readonly Piece[] => {
  if (chance.happens(SAMPLE_ALONE)) return [{ product: freeSample, quantity: 1 }];
  const pieces = new Map<string, Piece>();
  do {
    const product = demand.pick(chance);
    const quantity = product.grams > 0 && chance.happens(SEVERAL) ? chance.between(2, 4) : 1;
    pieces.set(product.sku, { product, quantity });
  } while (pieces.size < MOST_LINES && chance.happens(ANOTHER));
  return [...pieces.values()];
};

/** A price of so many US cents as the shop asks it in a currency: minor units, ending as prices there do. */
export const priceIn = (currency: string, usCents: number): number => {
  const tag = priceTags[currency];
  if (tag === undefined) throw new TypeError(`the shop has no prices in ${currency}`);
  if (usCents === 0) return 0;
  const minor = (usCents / 100) * tag.perDollar * 10 ** exponentOf(currency);
  return Math.max(1, Math.round(minor / tag.step)) * tag.step - (tag.step - tag.ending);
};

const FINER = 20;

/** A charge, which ends on nothing in particular. */
export const chargeIn = (currency: string, usCents: number): number => {
  const { perDollar, step } = priceTags[currency] ?? { perDollar: 1, step: FINER };
  const unit = Math.max(1, Math.trunc(step / FINER));
  return Math.round(((usCents / 100) * perDollar * 10 ** exponentOf(currency)) / unit) * unit;
};
