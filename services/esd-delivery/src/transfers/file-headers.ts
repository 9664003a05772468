import type { PinnedFile } from '@tollgate/contracts';
import { filePathParts } from '@tollgate/order';
import { safetyHeaders } from '../links/safety-headers.data.js';
import type { SelectedBytes } from './select-bytes.js';

/** By the file's extension. Types as registered with IANA. */
const mediaTypes: Readonly<Record<string, string>> = {
  epub: 'application/epub+zip',
  flac: 'audio/flac',
  gz: 'application/gzip',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain; charset=utf-8',
  wav: 'audio/vnd.wave',
  webm: 'video/webm',
  zip: 'application/zip',
};

export const mediaTypeOf = (name: string): string =>
  mediaTypes[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';

/** The strong tag of these bytes: their digest. */
export const etagOf = ({ sha256 }: PinnedFile): string => `"${sha256}"`;

/** To be saved, under its name, without its folder; for old clients an ASCII likeness of it. Source: RFC 6266, RFC 8187. */
export const contentDisposition = (path: string): string => {
  const { name } = filePathParts(path);
  const likeness = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${likeness}"; filename*=UTF-8''${exact}`;
};

/** What is said of a file, whichever part of it is sent. */
export const fileHeaders = (file: PinnedFile, requestId: string, now: Date): Readonly<Record<string, string>> => ({
  ...safetyHeaders,
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'Content-Type': mediaTypeOf(file.name),
  'Content-Disposition': contentDisposition(file.name),
  'Accept-Ranges': 'bytes',
  ETag: etagOf(file),
  'Repr-Digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`,
  'X-Request-Id': requestId,
  Date: now.toUTCString(),
});

/** The head of the answer that brings these bytes, as text: the body goes past the HTTP library. */
export const headOf = (headers: Readonly<Record<string, string>>, selection: SelectedBytes, sizeBytes: number): string => {
  const { kind, firstByte, endByte } = selection;
  const lines = Object.entries({
    ...headers,
    'Content-Length': String(endByte - firstByte),
    ...(kind === 'whole' ? {} : { 'Content-Range': `bytes ${firstByte}-${endByte - 1}/${sizeBytes}` }),
    // The client's end of the connection is what tells that it has everything.
    Connection: 'close',
  });
  const status = kind === 'whole' ? '200 OK' : '206 Partial Content';
  return `HTTP/1.1 ${status}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
};
