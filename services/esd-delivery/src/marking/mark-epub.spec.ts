import { readEpub, smallEpub } from '../testing/books.js';
import { markEpub } from './mark-epub.store.js';

const mark = { text: 'For 김철수 <a&b@example.com>', order: 'ord_1', pages: 'last' } as const;
const escaped = 'For 김철수 &lt;a&amp;b@example.com&gt;';
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'marked',
    ({ code }: { code: string }) => code,
  );
const encryptedBy = (algorithm: string) => ({
  'META-INF/encryption.xml': `<encryption><enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/></enc:EncryptedData></encryption>`,
});

describe('an EPUB', () => {
  it('bears its buyer in its metadata and on a page of its own, and keeps the rest as it was', async () => {
    const source = await smallEpub({ 'OEBPS/two.css': 'p{}'.repeat(500) });
    const [before, after] = [await readEpub(source), await readEpub(await markEpub(source, mark))];
    expect([...after.keys()]).toEqual([...before.keys(), 'OEBPS/tollgate-ord_1.xhtml']);
    for (const [name, text] of before) if (name !== 'OEBPS/content.opf') expect(after.get(name)).toBe(text);
    const opf = after.get('OEBPS/content.opf') ?? '';
    expect(opf).toContain(`<dc:rights xmlns:dc="http://purl.org/dc/elements/1.1/">${escaped}</dc:rights>`);
    expect(opf).toContain('name="tollgate:order" content="ord_1"/></metadata>');
    expect(opf).toMatch(
      /<item id="tollgate-ord_1-xhtml" href="tollgate-ord_1.xhtml" media-type="application\/xhtml\+xml"\/><\/manifest>/,
    );
    expect(opf).toContain('<itemref idref="one"/><itemref idref="tollgate-ord_1-xhtml"/></spine>');
    expect(after.get('OEBPS/tollgate-ord_1.xhtml')).toContain(`>${escaped}</p>`);
  });

  it('begins with its mimetype, stored and without anything beside it, as readers ask', async () => {
    const copy = Buffer.from(await markEpub(await smallEpub(), mark));
    expect(copy.subarray(30, 58).toString()).toBe('mimetypeapplication/epub+zip');
    expect([copy.readUInt16LE(8), copy.readUInt16LE(28)]).toEqual([0, 0]);
  });

  it('has its page in front where the first one is wanted', async () => {
    const opf = (await readEpub(await markEpub(await smallEpub(), { ...mark, pages: 'first' }))).get('OEBPS/content.opf');
    expect(opf).toContain('<spine><itemref idref="tollgate-ord_1-xhtml"/><itemref idref="one"/></spine>');
  });

  it('that hides no more than its fonts is marked', async () => {
    expect(await codeOf(markEpub(await smallEpub(encryptedBy('http://www.idpf.org/2008/embedding')), mark))).toBe('marked');
  });

  it.each([
    ['encrypted_file', encryptedBy('http://www.w3.org/2001/04/xmlenc#aes128-cbc')],
    ['encrypted_file', { 'META-INF/rights.xml': '<rights/>' }],
    ['signed_file', { 'META-INF/signatures.xml': '<signatures/>' }],
    ['malformed_file', { 'META-INF/container.xml': '<container/>' }],
    ['malformed_file', { 'OEBPS/content.opf': '<package/>' }],
  ])('takes no mark: %s', async (code, more) => expect(await codeOf(markEpub(await smallEpub(more), mark))).toBe(code));

  it('that says less of its size than comes of it takes no mark', async () => {
    const bomb = await smallEpub({ 'META-INF/encryption.xml': ' '.repeat(9 * 1_048_576) });
    const directory = bomb.lastIndexOf('META-INF/encryption.xml') - 46;
    for (const at of [bomb.indexOf('META-INF/encryption.xml') - 8, directory + 24]) bomb.writeUInt32LE(100, at);
    expect(await codeOf(markEpub(bomb, mark))).toBe('malformed_file');
  });

  it('that is no ZIP, or another one, takes no mark', async () => {
    expect(await codeOf(markEpub(Buffer.from('hello'), mark))).toBe('malformed_file');
  });
});
