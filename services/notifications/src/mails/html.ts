import { plainLine } from './plain-line.js';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const special = /[&<>"']/;

/** Fit for an element's content and for an attribute in quotes. */
export const escapeHtml = (text: string): string => {
  const line = plainLine(text);
  return special.test(line) ? line.replace(/[&<>"']/g, (character) => entities[character] ?? '') : line;
};

export const right = 'style="padding:4px 0;text-align:right;white-space:nowrap"';
export const left = 'style="padding:4px 12px 4px 0"';
export const faint = 'style="color:#5b6470;font-size:13px"';

/** A mail as a page of HTML with its styles in place, as mail readers want it. `content` is HTML already. */
export const htmlMail = (title: string, language: string, content: string): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;background:#f4f5f7;color:#1b2430;font:16px/1.45 system-ui,sans-serif">
<div style="max-width:560px;margin:24px auto;padding:24px 28px;background:#ffffff;border-radius:8px">
<h1 style="font-size:22px;margin:0 0 12px">${escapeHtml(title)}</h1>
${content}</div></body></html>
`;

/** A note at the head of a mail about a test order; nothing for a live one. */
export const testBanner = (note: string): string =>
  note === '' ? '' : `<p style="padding:8px 12px;background:#fff4d6;border-radius:6px">${escapeHtml(note)}</p>\n`;
