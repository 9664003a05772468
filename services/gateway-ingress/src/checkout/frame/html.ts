/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

export type Content = Html | string | number | undefined | false | readonly Content[];

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const textOf = (content: Content): string => {
  if (content instanceof Html) return content.text;
  if (content === undefined || content === false) return '';
  return Array.isArray(content)
    ? content.map(textOf).join('')
    : String(content).replace(/[&<>"']/g, (sign) => escapes[sign] ?? '');
};

/** HTML of a template: whatever is put in is escaped, for an element's content and for an attribute in double quotes, unless it is HTML. */
export const html = (parts: TemplateStringsArray, ...contents: readonly Content[]): Html =>
  new Html(parts.map((part, index) => part + textOf(contents[index])).join(''));

/** An attribute that is there or not. */
export const attribute = (name: string, value: string | boolean | undefined): Html => {
  if (value === undefined || value === false) return new Html('');
  return value === true ? new Html(` ${name}`) : html` ${new Html(name)}="${value}"`;
};
