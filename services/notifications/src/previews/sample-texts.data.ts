import type { Language } from '../mails/languages.data.js';

interface SampleTexts {
  readonly name: string;
  readonly book: string;
  readonly file: string;
  readonly mug: string;
  readonly reason: string;
}

/** What the made-up order of previews speaks of. */
export const sampleTexts: Readonly<Record<Language, SampleTexts>> = {
  en: { name: 'Ann Sample', book: 'The Book', file: 'the-book.epub', mug: 'A mug', reason: 'arrived broken' },
  de: { name: 'Anna Muster', book: 'Das Buch', file: 'das-buch.epub', mug: 'Eine Tasse', reason: 'kam zerbrochen an' },
  es: { name: 'Ana Ejemplo', book: 'El libro', file: 'el-libro.epub', mug: 'Una taza', reason: 'llegó rota' },
  fr: { name: 'Anne Exemple', book: 'Le livre', file: 'le-livre.epub', mug: 'Une tasse', reason: 'arrivée cassée' },
  ja: { name: '見本 花子', book: '本', file: '本.epub', mug: 'マグカップ', reason: '破損して到着' },
};
