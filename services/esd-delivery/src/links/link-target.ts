import { type Language, languages } from '../pages/words/page-words.js';

/** What a path of the download host asks for. */
export interface LinkTarget {
  /** Empty where the path is none of ours. */
  readonly token: string;
  /** page: what it is, with a button. file: its bytes. received: the customer says that they have it. status: how far it is, for the page's script.
   *  logo: the shop's image. */
  readonly part: 'page' | 'file' | 'received' | 'status' | 'logo';
  /** Whatever is wrong is shown as a page: somebody opened a link, or pressed a button of ours. */
  readonly isForPeople: boolean;
  /** The language that the reader chose. */
  readonly language: Language | undefined;
  /** The token of the page that the button stands on, where it is not the link's own. */
  readonly back: string;
}

/** What follows a link in a text may end up in it: a full stop, brackets, quotation marks. A token has none of these. `=` is none of them: it is
 *  the padding of a token that was not made here. */
const pathForm = /^\/d\/([\w-]{1,200})[^\w\-/=]*(?:\/(file|received|status|logo))?[^\w\-/=]*\/?$/;
/** What the page's own form says of itself. */
export const fromPage = { name: 'from', value: 'page' } as const;
/** Their answers are for programs, unless a form of ours asks. */
const forPrograms = /\/(file|status|logo)$/;

/** What is left of a link that was cut off. */
const beginnings: ReadonlySet<string> = new Set(['/', '/d']);

/** Never chosen by Accept or User-Agent, as mail scanners send anything. */
export const linkTarget = (url: string): LinkTarget => {
  const [path = '', query = ''] = url.split('?', 2);
  const [, token = '', part = 'page'] = pathForm.exec(decoded(path)) ?? [];
  const asked = new URLSearchParams(query);
  const isPage =
    (part === 'page' || part === 'received') &&
    (token !== '' || beginnings.has(path) || (path.startsWith('/d/') && !forPrograms.test(path)));
  const isForPeople = isPage || asked.get(fromPage.name) === fromPage.value;
  const [back = ''] = /^[\w-]{1,200}$/.exec(asked.get('back') ?? '') ?? [];
  const language = languages.find((one) => one === asked.get('lang'));
  return { token, part: part as LinkTarget['part'], isForPeople, language, back };
};

/** As it is where it is not encoded as it should be. */
const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};
