import { attribute, type Content, Html, html } from '@tollgate/web-pages';
import type { Say } from '../texts/page-texts.js';
import { pageScript } from './page-script.js';
import { pageStyle } from './page-style.data.js';

export interface Frame {
  readonly language: string;
  readonly title: string;
  readonly say: Say;
  /** Of the session, where there is one. */
  readonly isTest?: boolean;
  readonly seller?: string;
  /** The origin of the page that it stands within, which has its own name and head. */
  readonly within?: string | undefined;
  /** What stands in the head. */
  readonly head?: Html | false;
}

/** A whole page of ours. Style and script stand in it, so that it is one answer; the policy names both by their hash. */
export const pageFrame = ({ language, title, say, isTest = false, seller = '', head, within }: Frame, content: Content): string =>
  html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${seller === '' ? title : `${title} · ${seller}`}</title>${head}<style>${new Html(pageStyle)}</style></head>
<body>${isTest && html`<section class="test" aria-label="${say('testMode')}">${say('testMode')}</section>`}${seller !== '' && within === undefined && html`<header><p>${seller}</p></header>`}<main${attribute('data-within', within)}>${content}</main><script>${new Html(pageScript)}</script></body></html>
`.text;
