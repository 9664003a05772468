import { PDFDocument } from '@cantoo/pdf-lib';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A PDF of so many pages that say nothing. */
export const blankPdf = async (pageCount = 2, change: (document: PDFDocument) => void = () => undefined): Promise<Buffer> => {
  const document = await PDFDocument.create();
  for (let page = 0; page < pageCount; page += 1) document.addPage([400, 600]);
  document.setTitle('The Book');
  change(document);
  return Buffer.from(await document.save());
};

/** What another reader finds in a PDF: the text of each page, and its metadata. */
export const readPdf = async (bytes: Uint8Array) => {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages = [];
  for (let page = 1; page <= document.numPages; page += 1) {
    const { items } = await (await document.getPage(page)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  const { info } = await document.getMetadata();
  const { Title: title = '', Custom: custom = new Map() } = info as { Title?: string; Custom?: ReadonlyMap<string, string> };
  return { pages, title, custom: Object.fromEntries(custom) };
};

const container = `<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`;
const opf = `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:x</dc:identifier><dc:title>The Book</dc:title><dc:language>en</dc:language><!-- </metadata> --></metadata>
<manifest><item id="one" href="one.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine><itemref idref="one"/></spine></package>`;

/** An EPUB of one chapter; `more` are entries beside. */
export const smallEpub = async (more: Readonly<Record<string, string>> = {}): Promise<Buffer> => {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { extendedTimestamp: false, dataDescriptor: false, useWebWorkers: false });
  const entries = { 'META-INF/container.xml': container, 'OEBPS/content.opf': opf, 'OEBPS/one.xhtml': '<html/>', ...more };
  await zip.add('mimetype', readerOf('application/epub+zip'), { level: 0 });
  for (const [name, text] of Object.entries(entries)) await zip.add(name, readerOf(text));
  return Buffer.from(await zip.close());
};

const readerOf = (text: string): Uint8ArrayReader => new Uint8ArrayReader(new TextEncoder().encode(text));

/** The entries of an EPUB in their order. */
export const readEpub = async (bytes: Uint8Array): Promise<ReadonlyMap<string, string>> => {
  const entries = await new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false }).getEntries();
  const texts = new Map<string, string>();
  for (const entry of entries)
    if (!entry.directory) texts.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter())).toString());
  return texts;
};
