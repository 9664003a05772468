import { type EndKind, endHtml } from '../page/status-pages.js';
import { languageOf, sayIn } from '../texts/page-texts.js';
import { pageFrame } from './page-frame.js';

/** What a person can do about a request that was refused with a status. */
export const refusalKind = (status: number): EndKind => {
  if (status === 404) return 'not_found';
  if (status === 429) return 'too_many';
  return status >= 500 || status === 408 ? 'unavailable' : 'unreadable';
};

/** A page of no session, in the language of the browser. */
export const refusalPage = (kind: EndKind, acceptLanguage: string): string => {
  const language = languageOf(acceptLanguage);
  const say = sayIn(language);
  return pageFrame({ language, say, title: say(`${kind}.title`) }, endHtml(kind, { say, language, seller: '' }));
};
