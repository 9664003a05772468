import { escapeHtml as escapeText } from '@tollgate/web-pages';
import type { ShownLogo } from './letter.js';
import { plainLine, plainLines } from './plain-line.js';

/** One plain line, fit for an element's content and for an attribute in quotes. */
export const escapeHtml = (text: string): string => escapeText(plainLine(text));

/** The lines of a text, each on a line of its own. */
export const escapeLines = (text: string): string => plainLines(text).map(escapeHtml).join('<br>\n');

export const faint = 'style="color:#5b6470;font-size:13px"';

/** A table of labels and amounts. Attributes, where there are some: a mail beyond 102 kB is cut off by Gmail. */
export const openTable = '<table width="100%" cellpadding="0" cellspacing="0" border="0">';
export const rule = '<tr><td colspan="2" style="padding:0;border-top:1px solid #d9dde3"></td></tr>';
/** Both are HTML already. */
export const row = (label: string, amount: string): string =>
  `<tr valign="top"><td style="padding:4px 0">${label}</td><td align="right" nowrap style="padding:4px 0 4px 12px">${amount}</td></tr>`;

/** How a mail looks, and what stands around its content. */
export interface MailFrame {
  readonly title: string;
  readonly language: string;
  /** `#rrggbb`, dark enough for text on white. */
  readonly accent?: string;
  /** Stands above the title: the logo, or the name of who writes. */
  readonly seller?: string;
  readonly logo?: ShownLogo | undefined;
  /** Lines below everything. */
  readonly footer?: string;
}

const defaultAccent = '#1f5fbf';

const head = ({ seller = '', logo, accent = defaultAccent }: MailFrame): string => {
  if (logo !== undefined) {
    const { source, width, height } = logo;
    return `<p style="margin:0 0 20px"><img src="${source}" alt="${escapeHtml(seller)}" width="${width}" height="${height}" style="display:block;border:0"></p>\n`;
  }
  return seller === ''
    ? ''
    : `<p style="margin:0 0 20px;color:${accent};font-size:18px;font-weight:bold">${escapeHtml(seller)}</p>\n`;
};

const foot = ({ footer = '' }: MailFrame): string => {
  const lines = escapeLines(footer);
  return lines === '' ? '' : `<p style="margin:16px 28px 0;color:#5b6470;font-size:12px;line-height:1.5">${lines}</p>\n`;
};

/** A mail as a page of HTML with its styles in place, as mail readers want it: as wide as a phone, and no wider than is read with ease. Nothing in it
 *  is fetched. `content` is HTML already. */
export const htmlMail = (frame: MailFrame, content: string): string => {
  const { title, language, accent = defaultAccent } = frame;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:24px 8px;background:#f4f5f7;color:#1b2430;font:16px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:600px;margin:0 auto;overflow-wrap:anywhere">
<div style="padding:24px 28px;background:#ffffff;border-top:4px solid ${accent};border-radius:8px">
${head(frame)}<h1 style="font-size:22px;margin:0 0 12px">${escapeHtml(title)}</h1>
${content}</div>
${foot(frame)}</div></body></html>
`;
};

export const heading = (text: string): string => `<h2 style="font-size:17px;margin:24px 0 8px">${text}</h2>\n`;

/** A note at the head of a mail about a test order; nothing for a live one. */
export const testBanner = (note: string): string =>
  note === '' ? '' : `<p style="padding:8px 12px;background:#fff4d6;border-radius:6px">${escapeHtml(note)}</p>\n`;
