/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

export type Content = Html | string | number | undefined | false | readonly Content[];

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const special = /[&<>"']/;

/** Fit for an element's content and for an attribute in quotes. */
export const escapeHtml = (text: string): string =>
  special.test(text) ? text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? '') : text;

const textOf = (content: Content): string => {
  if (content instanceof Html) return content.text;
  if (content === undefined || content === false) return '';
  return Array.isArray(content) ? content.map(textOf).join('') : escapeHtml(String(content));
};

/** HTML of a template: whatever is put in is escaped, for an element's content and for an attribute in quotes, unless it is HTML. */
export const html = (parts: TemplateStringsArray, ...contents: readonly Content[]): Html =>
  new Html(parts.map((part, index) => part + textOf(contents[index])).join(''));

/** An attribute that is there or not. */
export const attribute = (name: string, value: string | boolean | undefined): Html => {
  if (value === undefined || value === false) return new Html('');
  return value === true ? new Html(` ${name}`) : html` ${new Html(name)}="${value}"`;
};
