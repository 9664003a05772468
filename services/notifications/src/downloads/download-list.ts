import { type Link, orderLink } from '@tollgate/download-link';
import { type Entitlement, type KnownEntitlement, type Order, thingOf } from '@tollgate/order';
import { showSize } from '@tollgate/web-pages';
import { escapeHtml, faint, heading } from '../mails/html.js';
import type { Letter } from '../mails/letter.js';
import { plainLine, shortened } from '../mails/plain-line.js';

export interface Download {
  readonly fileName: string;
  /** The line of the order that it belongs to, and what was bought with it. */
  readonly line: number;
  readonly good: string;
  /** Empty for what the page shows, and there is nothing to fetch. */
  readonly size: string;
  /** Of the page with the button, never of the file itself: mail scanners open links. */
  readonly url: string;
}

/** Tells the address of the page of an entitlement, or of the whole order. */
export type LinkOf = (link: Pick<Link, 'index' | 'generation'>) => string;

/** What a mail tells of downloads. Nothing in it is escaped yet. */
export interface DownloadList {
  readonly downloads: readonly Download[];
  /** Until when the links are good, as a sentence; empty without downloads. */
  readonly downloadsUntil: string;
  /** Of the page with all of them; empty where there is only one, or no link for it. */
  readonly allUrl: string;
}

/** Whose downloads, in which language, and by which addresses. */
export interface ListOf {
  readonly order: Order;
  readonly language: string;
  readonly linkOf: LinkOf;
}

const downloadOf = (entitlement: KnownEntitlement, { order, language, linkOf }: ListOf): Download => {
  const { name, sizeBytes } = thingOf(entitlement.form);
  const { line } = entitlement;
  return {
    fileName: name,
    line,
    good: order.placed.lines[line - 1]?.description ?? '',
    size: sizeBytes === undefined ? '' : showSize(Number(sizeBytes), language),
    url: linkOf(entitlement),
  };
};

/** The downloads of these entitlements, line by line of their order. The page of the whole order comes with them where it has several. */
export const downloadsFor = (of: ListOf, shown: readonly KnownEntitlement[]): Pick<DownloadList, 'downloads' | 'allUrl'> => {
  const { id, delivery } = of.order;
  const open = delivery.entitlements.filter(({ isRevoked }: Entitlement) => !isRevoked);
  const all = open.length > 1 && shown.length > 0 ? orderLink(id, delivery.entitlements) : undefined;
  const downloads = shown.toSorted((one, other) => one.line - other.line).map((one) => downloadOf(one, of));
  return { downloads, allUrl: all === undefined ? '' : of.linkOf(all) };
};

type Listed = DownloadList & Pick<Letter, 'words' | 'accent'>;

const linkTo = (url: string, text: string, accent: string): string =>
  `<a href="${escapeHtml(url)}" style="color:${accent}">${escapeHtml(text)}</a>`;

const file = ({ fileName, size, url }: Download, accent: string, most: number): string =>
  `<li>${linkTo(url, shortened(fileName, most), accent)}${size === '' ? '' : ` <small>${size}</small>`}</li>`;

/** Whether another good begins with it, whose name stands above its files: two goods may have files of one name. */
const beginsGood = ({ line, good }: Download, before: Download | undefined): boolean => good !== '' && before?.line !== line;

const files = (downloads: readonly Download[], accent: string, most: number): string => {
  const lines = downloads.map((one, index) => {
    const before = downloads[index - 1];
    const title = beginsGood(one, before) ? `<p>${escapeHtml(shortened(one.good, most))}</p>\n` : '';
    const opening = before === undefined || title !== '' ? `${before === undefined ? '' : '</ul>\n'}${title}<ul>\n` : '';
    return `${opening}${file(one, accent, most)}`;
  });
  return `${lines.join('\n')}\n</ul>\n`;
};

/** The list as HTML, names no longer than `most`; nothing where there are none. */
export const downloadsHtml = ({ words, accent, downloads, downloadsUntil, allUrl }: Listed, most: number): string =>
  downloads.length === 0
    ? ''
    : `${heading(words.downloads)}<p ${faint}>${downloadsUntil}</p>
${allUrl === '' ? '' : `<p>${linkTo(allUrl, words.allDownloads, accent)}</p>\n`}${files(downloads, accent, most)}`;

const textOf = ({ fileName, good, size, url }: Download, begins: boolean): readonly string[] => [
  '',
  ...(begins ? [`  ${plainLine(good)}`] : []),
  `  ${plainLine(fileName)}${size === '' ? '' : ` (${size})`}`,
  `  ${url}`,
];

/** The same as lines of text. */
export const downloadsText = ({ words, downloads, downloadsUntil, allUrl }: Listed): readonly string[] =>
  downloads.length === 0
    ? []
    : [
        '',
        `${words.downloads}${words.stop}${downloadsUntil}`,
        ...(allUrl === '' ? [] : ['', `${words.allDownloads}${words.colon}`, allUrl]),
        ...downloads.flatMap((one, index) => textOf(one, beginsGood(one, downloads[index - 1]))),
      ];
