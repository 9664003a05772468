import { fill } from '../mails/fill.js';
import { plainLine } from '../mails/plain-line.js';
import type { OperatorLanguage } from '../operator-mails/operator-words.data.js';
import { poolWordsOf } from './pool-words.data.js';

/** A pool of license keys that came down to its mark. */
export interface MailedPool {
  /** RFC 3339 */
  readonly at: string;
  readonly sku: string;
  /** 0: none. */
  readonly left: number;
  readonly mode: 'test' | 'live';
}

interface ReadBy {
  readonly language: OperatorLanguage;
  readonly store: string;
  /** When that was, as its reader reads times. */
  readonly at: string;
}

/** What those who look after a store's goods are told of a pool that is low, or empty. */
export const poolParts = ({ sku, left, mode }: MailedPool, { language, store, at }: ReadBy) => {
  const words = poolWordsOf[language];
  const filled = { store, at, sku: plainLine(sku), left: left.toLocaleString(language) };
  const title = fill(left === 0 ? words.emptyTitle : words.lowTitle, filled);
  return {
    title: mode === 'test' ? `${title} (${words.test})` : title,
    says: fill(left === 0 ? words.empty : words.low, filled),
    button: words.button,
    until: '',
    last: fill(words.last, filled),
  };
};
