import { de, deSentences } from './de.data.js';
import { en, enSentences } from './en.data.js';
import { es, esSentences } from './es.data.js';
import { fr, frSentences } from './fr.data.js';
import { ja, jaSentences } from './ja.data.js';
import type { Language, PageWords, Sentences } from './page-words.js';

export const wordsOf: Readonly<Record<Language, PageWords>> = { en, de, es, fr, ja };

/** What a customer is told of a link, by the code of the problem. */
export const sentencesOf: Readonly<Record<Language, Sentences>> = {
  en: enSentences,
  de: deSentences,
  es: esSentences,
  fr: frSentences,
  ja: jaSentences,
};

/** The sentence with its `{names}` filled in. */
export const fill = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
