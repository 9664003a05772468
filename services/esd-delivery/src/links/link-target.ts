/** What a path of the download host asks for. */
export interface LinkTarget {
  /** Empty where the path is none of ours. */
  readonly token: string;
  /** page: what it is, with a button. file: its bytes. received: the customer says that they have it. */
  readonly part: 'page' | 'file' | 'received';
  /** Whatever is wrong is shown as a page: somebody opened a link, or pressed a button of ours. */
  readonly isForPeople: boolean;
}

/** What follows a link in a text may end up in it: a full stop, brackets, quotation marks. A token has none of these. `=` is none of them: it is
 *  the padding of a token that was not made here. */
const pathForm = /^\/d\/([\w-]{1,200})[^\w\-/=]*(?:\/(file|received))?[^\w\-/=]*\/?$/;
/** What the page's own form says of itself. */
export const fromPage = { name: 'from', value: 'page' } as const;

/** Never chosen by Accept or User-Agent, as mail scanners send anything. */
export const linkTarget = (url: string): LinkTarget => {
  const [path = '', query = ''] = url.split('?', 2);
  const [, token = '', part = 'page'] = pathForm.exec(decoded(path)) ?? [];
  const isPage = part !== 'file' && (token !== '' || (path.startsWith('/d/') && !path.endsWith('/file')));
  const isForPeople = isPage || new URLSearchParams(query).get(fromPage.name) === fromPage.value;
  return { token, part: part as LinkTarget['part'], isForPeople };
};

/** As it is where it is not encoded as it should be. */
const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};
