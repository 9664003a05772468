import { fill } from '../mails/fill.js';
import { plainLine } from '../mails/plain-line.js';
import { limitsWordsOf } from './limits-words.data.js';
import type { OperatorLanguage } from './operator-words.data.js';

/** An area of settings that guards money was changed. */
export interface MailedLimits {
  /** RFC 3339 */
  readonly at: string;
  readonly area: 'refunds' | 'credits';
  /** Who changed it; empty where they have no account any more. */
  readonly person: string;
  readonly mode: 'test' | 'live';
}

interface ReadBy {
  readonly language: OperatorLanguage;
  readonly store: string;
  /** When it was changed, as its reader reads times. */
  readonly at: string;
}

/** What owners are told once limits of money were changed: whoever raises one alone needs no second person. */
export const limitsParts = ({ area, person, mode }: MailedLimits, { language, store, at }: ReadBy) => {
  const words = limitsWordsOf[language];
  const filled = { store, at, what: words[area], person: plainLine(person) || words.somebody };
  const title = fill(words.title, filled);
  return {
    title: mode === 'test' ? `${title} (${words.test})` : title,
    says: fill(words.says, filled),
    button: words.button,
    until: '',
    last: fill(words.last, filled),
  };
};
