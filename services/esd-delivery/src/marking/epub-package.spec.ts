import { addedPage, isEncrypted, markPackage, packagePath } from './epub-package.js';

const mark = { text: 'For A & B', order: 'ord_1', pages: 'last' } as const;
const marked = (document: string, pages: 'first' | 'last' = 'last') => markPackage(document, { ...mark, pages }, addedPage(mark));

describe('the package document of an EPUB', () => {
  it('is found by its container, whatever stands in comments', () =>
    expect(packagePath('<c><!-- <rootfile full-path="no"/> --><x:rootfile media-type="a" full-path="a&amp;b.opf"/></c>')).toBe(
      'a&b.opf',
    ));

  it('keeps the prefix of its elements, and what looks like their ends in comments', () => {
    const document =
      '<o:package><o:metadata><!--</o:metadata>--></o:metadata><o:manifest></o:manifest><o:spine toc="a>b"></o:spine></o:package>';
    const first = marked(document, 'first');
    expect(first).toContain('<!--</o:metadata>--><dc:rights');
    expect(first).toContain('For A &amp; B</dc:rights>');
    expect(first).toContain('<o:manifest><o:item id="tollgate-ord_1-xhtml"');
    expect(first).toContain('<o:spine toc="a>b"><o:itemref idref="tollgate-ord_1-xhtml"/></o:spine>');
  });

  it.each(['<package/>', '<package><metadata></metadata><manifest/></package>'])(
    'that has no place for it is refused: %s',
    (document) => expect(() => marked(document)).toThrow(expect.objectContaining({ code: 'malformed_file' })),
  );

  it('is that of a book which is encrypted where more than fonts is', () => {
    expect(isEncrypted('<EncryptionMethod Algorithm="http://ns.adobe.com/pdf/enc#RC"/>')).toBe(false);
    expect(isEncrypted("<e:EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes256-cbc'/>")).toBe(true);
  });
});
