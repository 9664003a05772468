import { escapeHtml } from '@tollgate/web-pages';
import { byFolder, type Folder, nameInFolder } from './by-folder.js';
import { byGood, type Good } from './by-good.js';
import { type Content, frame, type Surroundings } from './frame.js';
import { goodLine, itemBlock, itemList, stateText } from './item-block.js';
import { type Parcel, parcelBlock } from './parcels.js';
import type { TimeStyle } from './show.js';
import { isOpen, type ShownItem } from './shown-items.js';
import type { Language } from './words/page-words.js';
import { sentencesOf, wordsOf } from './words/words-of.js';

/** What a page about an order is made of. */
export interface PageOf {
  readonly items: readonly ShownItem[];
  /** Told of on the page of the whole order alone. */
  readonly parcels?: readonly Parcel[];
  /** The link's own item; undefined where the link is the whole order's. */
  readonly own: number | undefined;
  readonly token: string;
  /** The token of an item's own link, which only the page of the whole order gives out. */
  readonly tokenOf: (item: ShownItem) => string;
  readonly about: Surroundings;
  readonly language: Language;
  /** Where a merchant looks at it: nothing changes while it is open. */
  readonly isPreview?: boolean;
}

const styleOf = ({ about, language }: Pick<PageOf, 'about' | 'language'>): TimeStyle => ({
  language,
  timeZone: about.shop.timeZone,
});

/** Changes with whatever the page shows but the progress, which its script writes into it. */
export const stateOfPage = (items: readonly ShownItem[]): string =>
  items.map(({ index, state, left }) => `${index}:${state}:${left}`).join(' ');

const ownPage = (of: PageOf, own: ShownItem): Pick<Content, 'title' | 'html'> => {
  const words = wordsOf[of.language];
  const style = styleOf(of);
  const others = of.items.filter((item) => item !== own);
  const hint = others.some(isOpen) ? `<p>${escapeHtml(words.othersAreInReceipt)}</p>` : '';
  const rest =
    others.length === 0 ? '' : `<section><h2>${escapeHtml(words.alsoInOrder)}</h2>${itemList(others, style)}${hint}</section>`;
  const block = itemBlock(own, { style, token: of.token, page: of.token, level: 'h1' });
  return { title: own.name, html: `${goodLine(own.good)}${block}\n${rest}` };
};

const folderBlock = (of: PageOf, folder: Folder, title: 'h2' | 'h3'): string => {
  const style = styleOf(of);
  const below = title === 'h2' ? 'h3' : 'h4';
  const level = folder.name === '' ? title : below;
  const blocks = folder.items.map((item) => {
    const block = { style, token: of.tokenOf(item), page: of.token, level, name: nameInFolder(item) } as const;
    return `<section>${itemBlock(item, block)}</section>`;
  });
  const all = blocks.join('\n');
  return folder.name === '' ? all : `<section class="folder"><${title}>${escapeHtml(folder.name)}</${title}>${all}</section>`;
};

/** One of several goods: its files below its name. */
const goodBlock = (of: PageOf, { name, items }: Good): string => {
  const title = name === '' ? 'h2' : 'h3';
  const blocks = byFolder(items).map((folder) => folderBlock(of, folder, title));
  const all = blocks.join('\n');
  return name === '' ? all : `<section class="good"><h2>${escapeHtml(name)}</h2>${all}</section>`;
};

/** What is open; the name of a good that is the only one stands above all. */
const goodBlocks = (of: PageOf, goods: readonly Good[]): string => {
  const [only, ...others] = goods;
  if (only === undefined || others.length > 0) return goods.map((good) => goodBlock(of, good)).join('\n');
  return `${goodLine(only.name)}${goodBlock(of, { ...only, name: '' })}`;
};

const orderPage = (of: PageOf): Pick<Content, 'title' | 'html'> => {
  const words = wordsOf[of.language];
  const style = styleOf(of);
  const blocks = goodBlocks(of, byGood(of.items.filter(isOpen)));
  const ended = itemList(
    of.items.filter((item) => !isOpen(item)),
    style,
  );
  return {
    title: words.yourDownloads,
    html: `<h1>${escapeHtml(words.yourDownloads)}</h1>${blocks}${ended}${parcelBlock(of.parcels ?? [], of.language)}`,
  };
};

/** What a customer sees who opens a link: what it is, until when, how far it is, and a button where there is something to fetch. */
export const downloadPage = (of: PageOf): string => {
  const own = of.items.find(({ index }) => index === of.own);
  const { about, language, token, isPreview = false } = of;
  const shown = own === undefined ? orderPage(of) : ownPage(of, own);
  const path = isPreview ? '' : `/d/${token}`;
  return frame({ ...shown, state: stateOfPage(of.items), language, about, path, hasScript: !isPreview });
};

/** The same for the page's script: what changes while a download runs. */
export const statusDocument = ({ items, language, about }: Pick<PageOf, 'items' | 'language' | 'about'>) => ({
  state: stateOfPage(items),
  items: items.map((item) => ({
    item: item.index,
    state: item.state,
    sentBytes: item.sentBytes,
    sizeBytes: Number(item.sizeBytes ?? 0n),
    text: stateText(item, styleOf({ about, language })),
  })),
});

/** What is refused, for people. */
export interface ProblemOf {
  readonly code: string;
  readonly requestId: string;
  readonly language: Language;
  /** Where the link is genuine: whose it is, and how it stands with what it is for. */
  readonly about?: Surroundings | undefined;
  readonly items?: readonly ShownItem[];
  readonly parcels?: readonly Parcel[];
  readonly path?: string;
}

/** The same answers in words, with what is known: when it ended, and whom to ask. */
export const problemPage = ({ code, requestId, language, about, items = [], parcels = [], path = '' }: ProblemOf): string => {
  const words = wordsOf[language];
  const [title, text] = sentencesOf[language][code] ?? words.failed;
  const list =
    about === undefined || items.length === 0
      ? ''
      : `<section><h2>${escapeHtml(words.inThisOrder)}</h2>${itemList(items, styleOf({ about, language }))}</section>`;
  const html = `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${list}${parcelBlock(parcels, language)}<p><small><code>${escapeHtml(code)}</code> · ${escapeHtml(requestId)}</small></p>`;
  return frame({ state: code, title, html, language, about, path });
};
