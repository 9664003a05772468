import { type Link, orderLink } from '@tollgate/download-link';
import { type Entitlement, type KnownEntitlement, type Order, thingOf } from '@tollgate/order';
import { escapeHtml, faint, heading } from '../mails/html.js';
import type { Letter } from '../mails/letter.js';
import { plainLine, shortened } from '../mails/plain-line.js';
import { showSize } from '../mails/show.js';

export interface Download {
  readonly fileName: string;
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

const downloadOf = (entitlement: KnownEntitlement, linkOf: LinkOf): Download => {
  const { name, sizeBytes } = thingOf(entitlement.form);
  return { fileName: name, size: showSize(sizeBytes), url: linkOf(entitlement) };
};

/** The downloads of these entitlements. The page of the whole order comes with them where the order has several. */
export const downloadsFor = (
  { id, delivery }: Order,
  shown: readonly KnownEntitlement[],
  linkOf: LinkOf,
): Pick<DownloadList, 'downloads' | 'allUrl'> => {
  const open = delivery.entitlements.filter(({ isRevoked }: Entitlement) => !isRevoked);
  const all = open.length > 1 && shown.length > 0 ? orderLink(id, delivery.entitlements) : undefined;
  return { downloads: shown.map((one) => downloadOf(one, linkOf)), allUrl: all === undefined ? '' : linkOf(all) };
};

type Listed = DownloadList & Pick<Letter, 'words' | 'accent'>;

const linkTo = (url: string, text: string, accent: string): string =>
  `<a href="${escapeHtml(url)}" style="color:${accent}">${escapeHtml(text)}</a>`;

const file = ({ fileName, size, url }: Download, accent: string, most: number): string =>
  `<li>${linkTo(url, shortened(fileName, most), accent)}${size === '' ? '' : ` <small>${size}</small>`}</li>`;

/** The list as HTML, names no longer than `most`; nothing where there are none. */
export const downloadsHtml = ({ words, accent, downloads, downloadsUntil, allUrl }: Listed, most: number): string =>
  downloads.length === 0
    ? ''
    : `${heading(words.downloads)}<p ${faint}>${downloadsUntil}</p>
${allUrl === '' ? '' : `<p>${linkTo(allUrl, words.allDownloads, accent)}</p>\n`}<ul>
${downloads.map((one) => file(one, accent, most)).join('\n')}
</ul>
`;

/** The same as lines of text. */
export const downloadsText = ({ words, downloads, downloadsUntil, allUrl }: Listed): readonly string[] =>
  downloads.length === 0
    ? []
    : [
        '',
        `${words.downloads}${words.stop}${downloadsUntil}`,
        ...(allUrl === '' ? [] : ['', `${words.allDownloads}${words.colon}`, allUrl]),
        ...downloads.flatMap(({ fileName, size, url }) => [
          '',
          `  ${plainLine(fileName)}${size === '' ? '' : ` (${size})`}`,
          `  ${url}`,
        ]),
      ];
