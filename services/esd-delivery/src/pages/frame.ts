import { escapeHtml } from '@tollgate/web-pages';
import { contactsOf, type Shop } from '../shops/shop.js';
import { script } from './page-script.data.js';
import { styleOf } from './page-style.data.js';
import { type Language, languages } from './words/page-words.js';
import { fill, wordsOf } from './words/words-of.js';

/** What stands around every page about a known order. */
export interface Surroundings {
  readonly shop: Shop;
  /** `ord_…` */
  readonly order: string;
  readonly isTest: boolean;
  /** Where the shop's logo is fetched from; empty: its name stands there. */
  readonly logo: string;
}

export interface Content {
  /** Names what the page shows: its script exchanges it where the name changes. */
  readonly state: string;
  readonly title: string;
  readonly html: string;
  readonly language: Language;
  /** Undefined where nothing is known of an order. */
  readonly about: Surroundings | undefined;
  readonly hasScript?: boolean;
  /** The page's own path, for the same in another language; empty: no choice is offered. */
  readonly path?: string;
}

const namesOfLanguages: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  ja: '日本語',
};

const head = ({ about }: Content): string => {
  if (about === undefined) return '';
  const name = escapeHtml(about.shop.name);
  return about.logo === ''
    ? `<header><p class="shop">${name}</p></header>\n`
    : `<header><img src="${escapeHtml(about.logo)}" alt="${name}"></header>\n`;
};

const support = ({ shop }: Surroundings, language: Language): string => {
  const words = wordsOf[language];
  const seller = `<strong>${escapeHtml(shop.name)}</strong>`;
  const links = contactsOf(shop.settings).map(({ text, href }) => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`);
  return links.length === 0
    ? fill(escapeHtml(words.askShop), { seller })
    : `${fill(escapeHtml(words.askAt), { seller })} ${links.join(' · ')}`;
};

const choices = ({ path = '', language }: Content): string => {
  if (path === '') return '';
  const links = languages.map((one) =>
    one === language
      ? `<li><span aria-current="true">${namesOfLanguages[one]}</span></li>`
      : `<li><a href="${escapeHtml(path)}?lang=${one}" hreflang="${one}" lang="${one}">${namesOfLanguages[one]}</a></li>`,
  );
  return `<nav aria-label="${escapeHtml(wordsOf[language].languages)}"><ul>${links.join('')}</ul></nav>`;
};

const foot = (content: Content): string => {
  const { about, language } = content;
  const words = wordsOf[language];
  const order = (about: Surroundings) =>
    `<p>${support(about, language)}</p><p>${escapeHtml(fill(words.order, { order: about.order }))}${
      about.isTest ? `<br>${escapeHtml(words.test)}` : ''
    }</p>`;
  const html = `${about === undefined ? '' : order(about)}${choices(content)}`;
  return html === '' ? '' : `<footer>${html}</footer>\n`;
};

/** A page as a whole. `data-state` is read by its script, and so is the region that tells what changed to who hears the page. */
export const frame = (content: Content): string => {
  const { state, title, html, language, about, hasScript = false } = content;
  const named = about === undefined ? title : `${title} · ${about.shop.name}`;
  const style = styleOf(about?.shop.settings.accentColor ?? '');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(named)}</title><style>${style}</style></head>
<body>${head(content)}<main data-state="${escapeHtml(state)}">${html}</main>
<p role="status" class="told"></p>
${foot(content)}${hasScript ? `<script>${script}</script>` : ''}</body></html>
`;
};
