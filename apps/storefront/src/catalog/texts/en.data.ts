import type { ProductTexts } from './product-texts.js';

export const en: ProductTexts = {
  'the-book': {
    name: 'The Book',
    teaser: 'A year on the coast, in twelve chapters.',
    text: [
      'Twelve months in a cottage above the harbor: the storms of January, the first boats in May, the long light of August, and the people who stay when the visitors have left.',
      'An EPUB without copy protection. Read it on any device you own, as often as you like.',
    ],
    facts: [
      ['Length', '312 pages'],
      ['Language', 'English'],
    ],
  },
  'the-album': {
    name: 'The Album',
    teaser: 'Two songs for piano and a foghorn.',
    text: [
      'Recorded in one night in the old lifeboat station, with the windows open. What you hear in the second song is really the sea.',
      'Two lossless FLAC files, each a download of its own.',
    ],
    facts: [
      ['Playing time', '11 minutes'],
      ['Format', 'FLAC, 24 bit'],
    ],
  },
  'the-mug': {
    name: 'The Mug',
    teaser: 'Stoneware, made to be held with both hands.',
    text: [
      'Thrown by hand from dark clay and glazed in the color of the harbor at six in the morning. No two are quite alike.',
      'It holds 350 ml, stands steady on a rocking table, and goes into the dishwasher.',
    ],
    facts: [
      ['Holds', '350 ml'],
      ['Weight', '400 g'],
    ],
  },
  'the-print': {
    name: 'The Print',
    teaser: 'The lighthouse at dusk, in three colors.',
    text: [
      'A screen print on heavy cotton paper, pulled by hand in an edition that ends when the paint does. Signed on the back.',
      'Sent flat, between two boards.',
    ],
    facts: [
      ['Size', '30 × 40 cm'],
      ['Paper', '300 g cotton'],
    ],
  },
};
