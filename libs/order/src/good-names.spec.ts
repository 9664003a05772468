import { filePathParts, isFileName, isFilePath, isSku } from './good-names.js';

describe('a sku', () => {
  it.each(['EBOOK-1', 'a', '0', 'a.b_c-d', 'x'.repeat(64)])('may be %s', (text) => expect(isSku(text)).toBe(true));

  it.each(['', '-a', '.a', 'a b', 'a/b', 'ä', 'x'.repeat(65), 'a\n'])('may not be "%s"', (text) =>
    expect(isSku(text)).toBe(false),
  );
});

describe('a file name', () => {
  it.each(['book.epub', 'Ünïcode – 本.epub', '.epub'.padStart(255, 'x'), 'می\u200cخواهم.pdf', 'سلام.pdf', '…'])(
    'may be %j',
    (text) => expect(isFileName(text)).toBe(true),
  );

  it.each(['', '..', '.htaccess', 'a/b', 'a\\b', 'a\r\nb', 'a\u2028b', 'a\ud800', 'x'.repeat(256), '本'.repeat(86)])(
    'may not be %j',
    (text) => expect(isFileName(text)).toBe(false),
  );

  it.each(['CON', 'nul.txt', 'aux.tar.gz', 'Lpt1', 'com¹.pdf', 'book.', 'book '])(
    'may not be %j, which Windows does not save as it is',
    (text) => expect(isFileName(text)).toBe(false),
  );

  it.each(['console.txt', 'com10.pdf', 'null', 'a.con'])('may be %j, which only looks like it', (text) =>
    expect(isFileName(text)).toBe(true),
  );

  it.each([
    '202a',
    '202b',
    '202c',
    '202d',
    '202e',
    '2066',
    '2067',
    '2068',
    '2069',
    '200e',
    '200f',
    '061c',
    'feff',
    '200b',
    '00ad',
    '2060',
    'e0041',
    '0085',
  ])('shows no program as a picture by U+%s, which nobody sees', (code) =>
    expect(isFileName(`photo${String.fromCodePoint(Number.parseInt(code, 16))}gpj.exe`)).toBe(false),
  );
});

describe('a file in folders', () => {
  it.each(['book.epub', 'manual/en.pdf', 'a/b/c/d.txt', '手引き/日本語.pdf'])('may be %j', (text) =>
    expect(isFilePath(text)).toBe(true),
  );

  it.each([
    '',
    '/',
    '/etc/passwd',
    'manual/',
    'manual//en.pdf',
    './en.pdf',
    'manual/../en.pdf',
    '..',
    'manual/.hidden',
    'manual\\en.pdf',
    'C:\\en.pdf',
    'manual/en\0.pdf',
    'nul/en.pdf',
    'manual /en.pdf',
    `${'x'.repeat(200)}/`.repeat(4).concat('y'),
    `${'a/'.repeat(16)}b`,
  ])('may not be %j', (text) => expect(isFilePath(text)).toBe(false));

  it('is saved under its last part', () => {
    expect(filePathParts('manual/print/en.pdf')).toEqual({ folder: 'manual/print', name: 'en.pdf' });
    expect(filePathParts('en.pdf')).toEqual({ folder: '', name: 'en.pdf' });
  });
});
