/** How a language sets a label before what it names, and ends a heading that stands in a line. */
export interface Marks {
  readonly colon: string;
  /** With the space that follows, where one does. */
  readonly stop: string;
  /** What the ways of sending are called that every merchant begins with: as on the payment page. */
  readonly methods: Readonly<Record<string, string>>;
}

const standard = { ground: 'Standard', express: 'Express' };

export const marksOf = {
  en: { colon: ':', stop: '. ', methods: standard },
  de: { colon: ':', stop: '. ', methods: standard },
  es: { colon: ':', stop: '. ', methods: { ground: 'Estándar', express: 'Exprés' } },
  fr: { colon: '\u00a0:', stop: '. ', methods: standard },
  ja: { colon: ':', stop: '。', methods: { ground: '通常便', express: '速達便' } },
} as const satisfies Readonly<Record<string, Marks>>;
