import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import es from './words/es.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };
import ja from './words/ja.json' with { type: 'json' };

/** What reports are told in. Each text lies where Central's texts have it: its pages take them from the same files. */
export type Words = typeof en;

const languages: Readonly<Record<string, Words>> = { en, de, es, fr, ja };

/** DE, en, … ; English for a language that we do not speak. */
export const wordsOf = (language: string): Words => (Object.hasOwn(languages, language) ? languages[language] : undefined) ?? en;

const textIn = (texts: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(texts, name) ? (texts[name] ?? name) : name;

/** What a report is called, on Central's page, in a file and in a mail. */
export const reportTitle = (report: string, { reports }: Words): string => {
  if (report === 'customers') return reports.topCustomers;
  return report === 'customer-kinds' ? reports.customerKinds : textIn(reports.tab, report);
};

/** The names of codes in a language, as its tag says it (BCP 47). What has no name is called by its code. */
export const namesIn = (words: Words, tag: string) => {
  const regions = new Intl.DisplayNames(tag, { type: 'region' });
  return {
    country: (code: string): string => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code),
    reason: (code: string): string => textIn(words.code, code),
    method: (name: string): string => (name === '' ? words.reports.noMethod : name),
    product: (sku: string): string => (sku === '' ? words.reports.credits : sku),
    outcome: (outcome: string): string => textIn(words.status, outcome === 'held' ? 'review' : outcome),
    processor: (name: string): string => (name === '' ? '–' : textIn(words.option, name)),
    kind: (kind: string): string => textIn(words.reports.customerKind, kind),
    column: (name: string): string => textIn(words.reports.column, name),
  };
};
