/** A piece of text that one font can show. */
export interface TextRun<F> {
  readonly text: string;
  readonly font: F;
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** In place of what no font can show. */
const unknownSign = '?';

export interface FontChoice<F> {
  /** The first font that has every sign of it; undefined where none has. */
  readonly fontFor: (grapheme: string) => F | undefined;
  readonly has: (font: F, grapheme: string) => boolean;
}

/** The text in the order in which its pieces are drawn from left to right. What no font can show becomes a question mark. */
export const textRuns = <F>(text: string, choice: FontChoice<F>): readonly TextRun<F>[] => {
  const runs: TextRun<F>[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const last = runs.at(-1);
    if (last !== undefined && isMoreOf(last, segment, choice)) runs[runs.length - 1] = { ...last, text: last.text + segment };
    else runs.push(...runOf(segment, choice));
  }
  return inVisualOrder(joined(runs.flatMap(withoutEnd)));
};

/** What the present font has stays in it: a blank between two Arabic words must not come between their pieces. Elsewhere blanks are those of the
 *  first font: emoji have wide ones. */
const isMoreOf = <F>(last: TextRun<F>, grapheme: string, { has }: FontChoice<F>): boolean =>
  has(last.font, grapheme) &&
  rightToLeft.test(last.text) === isRightToLeft(grapheme, last) &&
  (grapheme.trim() !== '' || rightToLeft.test(last.text));

const runOf = <F>(grapheme: string, { fontFor }: FontChoice<F>): readonly TextRun<F>[] => {
  const own = fontFor(grapheme);
  const font = own ?? fontFor(unknownSign);
  return font === undefined ? [] : [{ font, text: own === undefined ? unknownSign : grapheme }];
};

/** Blanks behind the last word that is read from right to left stand behind all of them. */
const withoutEnd = <F>(run: TextRun<F>): readonly TextRun<F>[] => {
  const text = run.text.trimEnd();
  const blanks = run.text.slice(text.length);
  return blanks === '' || !rightToLeft.test(text)
    ? [run]
    : [
        { ...run, text },
        { ...run, text: blanks },
      ];
};

const joined = <F>(runs: readonly TextRun<F>[]): readonly TextRun<F>[] => {
  const all: TextRun<F>[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (last?.font === run.font && !rightToLeft.test(last.text + run.text))
      all[all.length - 1] = { ...last, text: last.text + run.text };
    else all.push(run);
  }
  return all;
};

/** Blanks and signs have the direction of what stands before them. */
const isRightToLeft = (grapheme: string, before: TextRun<unknown>): boolean =>
  rightToLeft.test(grapheme) || (/^[^\p{L}\p{N}]+$/u.test(grapheme) && rightToLeft.test(before.text));

/** Pieces that are read from right to left, and blanks between them, change places; each piece turns itself. */
const inVisualOrder = <F>(runs: readonly TextRun<F>[]): readonly TextRun<F>[] => {
  const ordered: TextRun<F>[] = [];
  for (let at = 0; at < runs.length; ) {
    let end = at;
    while (end < runs.length && isTurned(runs, at, end)) end += 1;
    while (end > at && runs[end - 1]?.text.trim() === '') end -= 1;
    const turned = runs.slice(at, Math.max(end, at + 1));
    ordered.push(...(end > at ? turned.reverse() : turned));
    at += turned.length;
  }
  return ordered;
};

const isTurned = (runs: readonly TextRun<unknown>[], first: number, at: number): boolean => {
  const text = runs[at]?.text ?? '';
  return rightToLeft.test(text) || (at > first && text.trim() === '');
};
