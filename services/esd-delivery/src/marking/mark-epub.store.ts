import { DomainError } from '@tollgate/errors';
import { configure, type Entry, type FileEntry, Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { type AddedPage, addedPage, isEncrypted, markPackage, packagePath } from './epub-package.js';
import type { Mark } from './mark.js';

/** Of what is read as text. A book's package document names its chapters: thousands of them fit. */
const maxTextBytes = 8 * 1_048_576;
const mimetype = 'application/epub+zip';

configure({ useWebWorkers: false });

/** The copy of an EPUB that bears a mark: in its metadata, and as a page of its own. Everything else is taken over as it lies, compressed or not,
 *  in its order. Throws DomainError `encrypted_file`, `signed_file`, `malformed_file`. */
export const markEpub = async (bytes: Uint8Array, mark: Mark): Promise<Uint8Array> => {
  try {
    return await marked(bytes, mark);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw malformed('it cannot be read as an EPUB');
  }
};

const malformed = (detail: string): DomainError => new DomainError('malformed_file', '/name', detail);

const marked = async (bytes: Uint8Array, mark: Mark): Promise<Uint8Array> => {
  const entries = (await new ZipReader(new Uint8ArrayReader(bytes)).getEntries()).filter(
    ({ directory }) => !directory,
  ) as FileEntry[];
  await check(entries);
  const path = packagePath(await textOf(entries, 'META-INF/container.xml'));
  const page = addedPage(mark);
  const document = markPackage(await textOf(entries, path), mark, page);
  return written(entries, { path, document, page });
};

interface Changes {
  readonly path: string;
  readonly document: string;
  readonly page: AddedPage;
}

const written = async (entries: readonly FileEntry[], { path, document, page }: Changes): Promise<Uint8Array> => {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { keepOrder: true, extendedTimestamp: false, dataDescriptor: false });
  const date = entries[0]?.lastModDate ?? new Date(0);
  for (const entry of entries) {
    if (entry.filename === path) await zip.add(path, readerOf(document), { lastModDate: entry.lastModDate });
    else await takeOver(zip, entry);
  }
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  await zip.add(folder + page.fileName, readerOf(page.xhtml), { lastModDate: date });
  return zip.close();
};

const readerOf = (text: string): Uint8ArrayReader => new Uint8ArrayReader(new TextEncoder().encode(text));

const takeOver = async (zip: ZipWriter<Uint8Array>, entry: FileEntry): Promise<void> => {
  const { filename, lastModDate, compressionMethod, uncompressedSize, signature } = entry;
  const lying = await entry.getData(new Uint8ArrayWriter(), { passThrough: true });
  const same = { passThrough: true, lastModDate, compressionMethod, uncompressedSize, level: compressionMethod === 0 ? 0 : 6 };
  await zip.add(filename, new Uint8ArrayReader(lying), signature === undefined ? same : { ...same, signature });
};

const check = async (entries: readonly FileEntry[]): Promise<void> => {
  const has = (name: string): boolean => entries.some(({ filename }) => filename === name);
  if (entries.some(({ encrypted }) => encrypted)) throw encryptedFile();
  if (entries[0]?.filename !== 'mimetype' || (await textOf(entries, 'mimetype')).trim() !== mimetype)
    throw malformed('an EPUB begins with its mimetype');
  if (has('META-INF/signatures.xml'))
    throw new DomainError('signed_file', '/name', 'a stamp would break the signature of this EPUB');
  if (has('META-INF/rights.xml')) throw encryptedFile();
  if (has('META-INF/encryption.xml') && isEncrypted(await textOf(entries, 'META-INF/encryption.xml'))) throw encryptedFile();
};

const encryptedFile = (): DomainError => new DomainError('encrypted_file', '/name', 'an encrypted EPUB takes no stamp');

const textOf = async (entries: readonly Entry[], name: string): Promise<string> => {
  const entry = entries.find(({ filename }) => filename === name) as FileEntry | undefined;
  if (entry === undefined) throw malformed(`the EPUB has no ${name}`);
  // The library gives up where more comes of an entry than it says.
  if (entry.uncompressedSize > maxTextBytes) throw malformed(`${name} is too long`);
  const bytes = await entry.getData(new Uint8ArrayWriter());
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed(`${name} is not in UTF-8`);
  }
};
