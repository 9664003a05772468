import { DomainError } from '@tollgate/errors';
import type { Mark } from './mark.js';

/** A page that is added to a book, beside its package document. */
export interface AddedPage {
  readonly fileName: string;
  readonly xhtml: string;
}

const malformed = (what: string): DomainError => new DomainError('malformed_file', '/name', `the EPUB has no ${what}`);

/** Of fonts alone: what is encrypted so can be read by every reader. Source: EPUB 3.3 §4.4; Adobe's older way. */
const fontObfuscations = new Set(['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC']);

/** Whether more than fonts is encrypted, by META-INF/encryption.xml. */
export const isEncrypted = (encryption: string): boolean =>
  [...encryption.matchAll(/<(?:[\w-]+:)?EncryptionMethod\b[^>]*?\bAlgorithm\s*=\s*["']([^"']*)["']/g)].some(
    ([, algorithm = '']) => !fontObfuscations.has(algorithm),
  );

/** The path of the package document, by META-INF/container.xml. Throws DomainError `malformed_file`. */
export const packagePath = (container: string): string => {
  const path = /<(?:[\w-]+:)?rootfile\b[^>]*?\bfull-path\s*=\s*["']([^"']+)["']/.exec(withoutComments(container))?.[1];
  if (path === undefined) throw malformed('package document');
  return unescapeXml(path);
};

/** The package document with the mark in its metadata, and with a page of its own. Throws DomainError `malformed_file`. */
export const markPackage = (document: string, mark: Mark, { fileName }: AddedPage): string => {
  const id = fileName.replace(/\W/g, '-');
  const text = escapeXml(mark.text);
  const metadata =
    `<dc:rights xmlns:dc="http://purl.org/dc/elements/1.1/">${text}</dc:rights>` +
    `<meta xmlns="http://www.idpf.org/2007/opf" name="tollgate:order" content="${escapeXml(mark.order)}"/>`;
  const withMetadata = insertBeforeEnd(document, 'metadata', () => metadata);
  const withItem = insertBeforeEnd(
    withMetadata,
    'manifest',
    (prefix) => `<${prefix}item id="${id}" href="${fileName}" media-type="application/xhtml+xml"/>`,
  );
  const itemref = (prefix: string): string => `<${prefix}itemref idref="${id}"/>`;
  return mark.pages === 'first' ? insertAfterStart(withItem, 'spine', itemref) : insertBeforeEnd(withItem, 'spine', itemref);
};

/** The page that says whose copy it is. */
export const addedPage = ({ text, order }: Mark): AddedPage => ({
  fileName: `tollgate-${order.replace(/\W/g, '-')}.xhtml`,
  xhtml: `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>${escapeXml(text)}</title></head>
<body><p dir="auto" style="margin: 30% 8%; text-align: center">${escapeXml(text)}</p></body></html>
`,
});

/** Comments and CDATA may hold what looks like tags. As long as before, so that places in it are places in the document. */
const withoutComments = (text: string): string =>
  text.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, (hidden) => ' '.repeat(hidden.length));

const insertBeforeEnd = (document: string, element: string, made: (prefix: string) => string): string => {
  const found = [...withoutComments(document).matchAll(new RegExp(`</([\\w.-]+:)?${element}\\s*>`, 'g'))].at(-1);
  if (found === undefined) throw malformed(`<${element}> with an end`);
  return insertedAt(document, found.index, made(found[1] ?? ''));
};

const insertAfterStart = (document: string, element: string, made: (prefix: string) => string): string => {
  const found = new RegExp(`<([\\w.-]+:)?${element}\\b(?:"[^"]*"|'[^']*'|[^'">])*>`).exec(withoutComments(document));
  if (found === null || found[0].endsWith('/>')) throw malformed(`<${element}> with an end`);
  return insertedAt(document, found.index + found[0].length, made(found[1] ?? ''));
};

const insertedAt = (document: string, at: number, text: string): string => document.slice(0, at) + text + document.slice(at);

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
const unescapeXml = (text: string): string =>
  Object.entries(entities).reduce((plain, [sign, entity]) => plain.replaceAll(entity, sign), text);
