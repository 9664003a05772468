/** What there is of one kind: how it is named, and its prices in US cents from the least to the most. */
interface Range {
  readonly prefix: string;
  readonly what: string;
  readonly cents: readonly [number, number];
  /** 0: it is downloaded. */
  readonly grams: number;
  /** Of a download: the ending of its files, how many there are, and their size in kilobytes from the least to the most. */
  readonly files?: readonly [ending: string, count: number, kilobytes: readonly [number, number]];
  readonly count: number;
}

// biome-ignore format: a table reads better as one
export const ranges: readonly Range[] = [
  { prefix: 'EBK', what: 'e-book', cents: [499, 2_499], grams: 0, files: ['epub', 1, [700, 14_000]], count: 70 },
  { prefix: 'ALB', what: 'album, FLAC', cents: [899, 1_599], grams: 0, files: ['zip', 1, [60_000, 420_000]], count: 40 },
  { prefix: 'CRS', what: 'video course', cents: [2_999, 14_999], grams: 0, files: ['zip', 2, [90_000, 900_000]], count: 16 },
  { prefix: 'APP', what: 'software, lifetime license', cents: [1_999, 8_999], grams: 0, files: ['dmg', 1, [30_000, 240_000]], count: 14 },
  { prefix: 'FNT', what: 'font family', cents: [1_499, 5_999], grams: 0, files: ['zip', 1, [300, 6_000]], count: 20 },
  { prefix: 'BOK', what: 'paperback', cents: [1_299, 2_999], grams: 380, count: 40 },
  { prefix: 'VIN', what: 'vinyl LP', cents: [2_199, 3_899], grams: 410, count: 24 },
  { prefix: 'MUG', what: 'mug', cents: [1_099, 1_899], grams: 400, count: 16 },
  { prefix: 'TSH', what: 'T-shirt', cents: [1_799, 2_999], grams: 190, count: 28 },
  { prefix: 'PST', what: 'art print', cents: [1_499, 6_499], grams: 250, count: 32 },
  { prefix: 'HDP', what: 'headphones', cents: [4_999, 34_999], grams: 620, count: 9 },
];

export const titles: readonly string[] =
  'Silent Amber Northern Hidden Paper Golden Electric Velvet Distant Crimson Winter Hollow Bright Wandering Lunar Copper'.split(
    ' ',
  );
export const nouns: readonly string[] =
  'Harbor Garden Atlas Signal Orchard River Machine Compass Lantern Archive Meadow Summit Theater Tide Workshop Voyage'.split(
    ' ',
  );

/** By ground, US cents of up to so many grams: at home, abroad. Express is some 2.8 times as much. */
export const postage: readonly (readonly [grams: number, home: number, abroad: number])[] = [
  [250, 495, 1_495],
  [500, 595, 1_895],
  [1_000, 795, 2_495],
  [2_000, 995, 3_495],
  [5_000, 1_495, 5_995],
  [20_000, 3_495, 15_995],
];
export const EXPRESS = 2.8;
