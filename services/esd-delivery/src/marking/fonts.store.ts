import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import decompress from 'woff2-encoder/decompress';

/** One file of a family: the signs of some ranges. */
export interface FontPart {
  readonly name: string;
  /** As a TrueType font: a subset of it can be made, whatever its signs are put together from. */
  readonly trueType: () => Promise<Uint8Array>;
  /** Its strokes are thin, and are made as thick as the others' where they are drawn. */
  readonly isThin: boolean;
  readonly signs: Pick<Font, 'hasGlyphForCodePoint'>;
}

interface Family {
  readonly package: string;
  /** What its files are called, for a part by its name in the package's table of ranges. */
  readonly fileOf: (part: string) => string;
  readonly isThin: boolean;
}

interface Ranges {
  readonly family: Family;
  readonly part: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

const require = createRequire(import.meta.url);

const variable = (name: string, isThin = false): Family => ({
  package: `@fontsource-variable/${name}`,
  fileOf: (part) => `${name}-${part}-wght-normal.woff2`,
  isThin,
});

/** In the order in which they are asked for a sign. The families of Chinese, Japanese and Korean come in weights that begin with the thinnest. */
const families: readonly Family[] = [
  variable('noto-sans'),
  variable('noto-sans-arabic'),
  variable('noto-sans-hebrew'),
  variable('noto-sans-thai'),
  variable('noto-sans-jp', true),
  variable('noto-sans-kr', true),
  variable('noto-sans-sc', true),
  { package: '@fontsource/noto-emoji', fileOf: (part) => `noto-emoji-${part}-400-normal.woff2`, isThin: false },
];

/** Signs that only change how the one before them looks. */
const variationSelectors = /[\ufe0e\ufe0f]/g;

/** The Noto fonts, part by part: a text of a few words needs a few of their hundreds. */
export class Fonts {
  private readonly ranges: readonly Ranges[] = families.flatMap(rangesOf);
  private readonly parts = new Map<string, FontPart>();

  /** Undefined where no font shows it. */
  readonly fontFor = (grapheme: string): FontPart | undefined => {
    const first = grapheme.codePointAt(0) ?? 0;
    for (const { family, part, ranges } of this.ranges) {
      if (!ranges.some(([from, to]) => from <= first && first <= to)) continue;
      const font = this.part(family, part);
      if (this.has(font, grapheme)) return font;
    }
    return undefined;
  };

  readonly has = ({ signs }: FontPart, grapheme: string): boolean =>
    [...grapheme.replace(variationSelectors, '')].every((sign) => signs.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0));

  private part(family: Family, part: string): FontPart {
    const name = family.fileOf(part);
    const known = this.parts.get(name);
    if (known !== undefined) return known;
    const bytes = readFileSync(require.resolve(`${family.package}/files/${name}`));
    const opened: FontPart = { name, trueType: () => decompress(bytes), isThin: family.isThin, signs: create(bytes) as Font };
    this.parts.set(name, opened);
    return opened;
  }
}

/** The table of a family names its parts as `latin`, or by number as `[12]`. */
const rangesOf = (family: Family): readonly Ranges[] => {
  const table = JSON.parse(readFileSync(require.resolve(`${family.package}/unicode.json`), 'utf8')) as Record<string, string>;
  return Object.entries(table).map(([part, text]) => ({
    family,
    part: part.replace(/[[\]]/g, ''),
    ranges: text.split(',').map((range) => {
      const [first = '', last = first] = range.trim().replace('U+', '').split('-');
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
    }),
  }));
};
