import { escapeHtml, showSize } from '@tollgate/web-pages';
import { licenseKeysHtml } from '../license-keys/license-keys-html.js';
import { fromPage } from '../links/link-target.js';
import { byFolder, nameInFolder } from './by-folder.js';
import { byGood } from './by-good.js';
import { showTime, showWholeSize, type TimeStyle } from './show.js';
import { isOpen, type ShownItem } from './shown-items.js';
import { fill, wordsOf } from './words/words-of.js';

/** How it stands with an item, in a sentence. */
export const stateText = ({ state, at, expiresAt, sentBytes, sizeBytes }: ShownItem, style: TimeStyle): string => {
  const { language } = style;
  const words = wordsOf[language];
  const sizes = { sent: showSize(sentBytes, language), size: showSize(Number(sizeBytes ?? 0n), language) };
  switch (state) {
    case 'preparing':
      return words.preparing;
    case 'unprepared':
      return words.unprepared;
    case 'running':
      return fill(words.running, sizes);
    case 'interrupted':
      return fill(words.interrupted, sizes);
    case 'sent':
      return words.sent;
    case 'downloaded':
      return at === '' ? words.downloaded : fill(words.downloadedAt, { time: showTime(at, style) });
    case 'refunded':
      return at === '' ? words.refunded : fill(words.refundedAt, { time: showTime(at, style) });
    case 'expired':
      return fill(words.expired, { time: showTime(expiresAt, style) });
    default:
      return words.ready;
  }
};

/** What an item's block is made of. */
export interface BlockOf {
  readonly style: TimeStyle;
  /** Of the item's own link. */
  readonly token: string;
  /** Where the answer to its question leads back to: the token of the page that it stands on. */
  readonly page: string;
  readonly level: 'h1' | 'h2' | 'h3' | 'h4';
  /** As what it stands in its heading: within a folder by its bare name. */
  readonly name?: string;
}

const facts = ({ sizeBytes, expiresAt }: ShownItem, style: TimeStyle): string => {
  const words = wordsOf[style.language];
  const size =
    sizeBytes === undefined
      ? ''
      : `<dt>${escapeHtml(words.size)}</dt><dd>${escapeHtml(showWholeSize(Number(sizeBytes), style.language))}</dd>\n`;
  const until = escapeHtml(showTime(expiresAt, style));
  return `<dl>${size}<dt>${escapeHtml(words.availableUntil)}</dt><dd><time datetime="${escapeHtml(expiresAt)}">${until}</time></dd></dl>`;
};

/** For those who want to compare it: nobody else has to see it. */
const checksum = ({ sha256 }: ShownItem, { language }: TimeStyle): string => {
  const words = wordsOf[language];
  return sha256 === undefined || sha256 === ''
    ? ''
    : `\n<details><summary>${escapeHtml(words.checksum)}</summary><p>${escapeHtml(words.checksumNote)}<br><code>${escapeHtml(sha256)}</code></p></details>`;
};

const progress = (item: ShownItem, { style }: BlockOf): string => {
  if (item.state !== 'running' && item.state !== 'interrupted') return '';
  const text = escapeHtml(stateText(item, style));
  const hint = item.state === 'interrupted' ? `<p>${escapeHtml(wordsOf[style.language].interruptedHint)}</p>` : '';
  return `\n<div class="progress" data-item="${item.index}"><p class="state">${text}</p>
<progress max="${item.sizeBytes ?? 0n}" value="${item.sentBytes}" aria-label="${escapeHtml(item.name)}"></progress></div>${hint}`;
};

/** The page's script looks whether it has come; who has none opens the page again. */
const preparing = (item: ShownItem, style: TimeStyle): string =>
  item.state === 'preparing' || item.state === 'unprepared'
    ? `\n<p class="${item.state} state">${escapeHtml(stateText(item, style))}</p>`
    : '';

const question = ({ state, index }: ShownItem, { token, page, style: { language } }: BlockOf): string => {
  if (state !== 'sent') return '';
  const words = wordsOf[language];
  const back = page === token ? '' : `?back=${page}`;
  return `
<form class="arrived" method="post" action="/d/${token}/received${back}"><p>${escapeHtml(words.question)}</p>
<button type="submit" id="arrived-${index}">${escapeHtml(words.yes)}</button></form><p>${escapeHtml(words.ifNot)}</p>`;
};

const button = ({ name, good, index, left, hasNewer }: ShownItem, { token, level, style: { language } }: BlockOf): string => {
  const words = wordsOf[language];
  const text = left === 1 ? words.leftOne : fill(words.leftMany, { count: String(left) });
  const newer = hasNewer ? `<p>${escapeHtml(words.newer)}</p>` : '';
  const named =
    level === 'h1' ? '' : ` aria-label="${escapeHtml(`${words.download}: ${name}${good === '' ? '' : `, ${good}`}`)}"`;
  return `
<form class="download" method="get" action="/d/${token}/file"><input type="hidden" name="${fromPage.name}" value="${fromPage.value}">
<input type="hidden" name="lang" value="${language}"><button type="submit" id="get-${index}"${named}>${escapeHtml(words.download)}</button></form>
${newer}<p>${escapeHtml(text)} ${escapeHtml(words.goOn)}</p>`;
};

const licenseKeys = ({ licenseKeys: keys }: ShownItem, { level, style: { language } }: BlockOf): string => {
  if (keys.length === 0) return '';
  const words = wordsOf[language];
  const below = `h${Number(level.slice(1)) + 1}`;
  return `\n<${below}>${escapeHtml(keys.length === 1 ? words.licenseKey : words.licenseKeys)}</${below}>${licenseKeysHtml(keys, escapeHtml)}`;
};

/** An item that is open to who looks at the page: what it is, until when, how far it is, and a button where there is something to fetch. */
export const itemBlock = (item: ShownItem, of: BlockOf): string => {
  const isFetched = item.sizeBytes !== undefined;
  return `<${of.level}>${escapeHtml(of.name ?? item.name)}</${of.level}>
${facts(item, of.style)}${licenseKeys(item, of)}${preparing(item, of.style)}${progress(item, of)}${question(item, of)}${isFetched ? button(item, of) : ''}${checksum(item, of.style)}`;
};

const line = (item: ShownItem, style: TimeStyle): string => {
  const { sizeBytes } = item;
  const size = sizeBytes === undefined ? '' : `<span>${escapeHtml(showSize(Number(sizeBytes), style.language))}</span> `;
  const mark = isOpen(item) ? 'open' : 'ended';
  return `<li class="${mark}"><strong>${escapeHtml(nameInFolder(item))}</strong> ${size}<span class="state">${escapeHtml(stateText(item, style))}</span></li>`;
};

/** Items that are not fetched from here, by what was bought and by their folders: name, size and how it stands with each. */
export const itemList = (items: readonly ShownItem[], style: TimeStyle): string =>
  byGood(items)
    .map((good) => `${goodLine(good.name)}${folderLists(good.items, style)}`)
    .join('\n');

/** What was bought, above its files; nothing where they tell it themselves. */
export const goodLine = (name: string): string => (name === '' ? '' : `<p class="good">${escapeHtml(name)}</p>`);

const folderLists = (items: readonly ShownItem[], style: TimeStyle): string =>
  byFolder(items)
    .map((folder) => {
      const title = folder.name === '' ? '' : `<p class="folder">${escapeHtml(folder.name)}</p>`;
      return `${title}<ul class="items">${folder.items.map((item) => line(item, style)).join('\n')}</ul>`;
    })
    .join('\n');
