import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/** A file of the console, ready to be sent. */
export interface ConsoleFile {
  readonly type: string;
  readonly bytes: Buffer;
  /** The same by Brotli; undefined for what is compressed already. */
  readonly compressed: Buffer | undefined;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};
const compressedAlready: ReadonlySet<string> = new Set(['.png', '.ico', '.woff2']);
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
const noncePlace = '__CSP_NONCE__';

/** The console as it was built, read once at start: a few files, which nothing changes while the service runs. */
export class ConsoleFiles {
  private readonly files: ReadonlyMap<string, ConsoleFile>;
  private readonly page: string;

  /** `places` of the page (`__NAME__`) are filled in; what stands there is fit for an attribute. */
  constructor(folder: string, places: Readonly<Record<string, string>> = {}) {
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    this.page = Object.entries(places).reduce((text, [name, value]) => text.replaceAll(`__${name}__`, value), page);
    const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    this.files = new Map(
      paths
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => extname(path) in types)
        .map((path) => [relative(folder, path), fileAt(path)]),
    );
  }

  find(path: string): ConsoleFile | undefined {
    return this.files.get(path);
  }

  /** The page that shows every address of the console, and the nonce that its styles carry this time. */
  render(): { readonly page: string; readonly nonce: string } {
    const nonce = randomBytes(16).toString('base64');
    return { page: this.page.replaceAll(noncePlace, nonce), nonce };
  }
}

const fileAt = (path: string): ConsoleFile => {
  const extension = extname(path);
  const bytes = readFileSync(path);
  const compressed = compressedAlready.has(extension) ? undefined : brotliCompressSync(bytes, quality);
  return { type: types[extension] ?? 'application/octet-stream', bytes, compressed };
};
