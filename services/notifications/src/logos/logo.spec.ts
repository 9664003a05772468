import { jpegOf, pngOf, webpOf } from '../testing/sample-images.js';
import { attachedLogo, checkLogo, embeddedLogo, imageOf, MOST_LOGO_BYTES } from './logo.js';
import { readImage } from './read-image.js';

const logoOf = (width: number, height: number) => {
  const bytes = pngOf(width, height);
  return { ...checkLogo(bytes), sha256: 'ab'.repeat(32), bytes };
};

describe('a logo', () => {
  it.each([
    ['image/png', pngOf(300, 100)],
    ['image/jpeg', jpegOf(300, 100)],
  ])('is what its bytes say: %s', (type, bytes) => expect(checkLogo(bytes)).toEqual({ type, width: 300, height: 100 }));

  it.each(['VP8 ', 'VP8L', 'VP8X'] as const)('is no WebP (%s), which Outlook does not show; it says so', (kind) => {
    const bytes = webpOf(kind, 300, 100);
    expect(() => checkLogo(bytes)).toThrow('logo_webp');
    expect(readImage(bytes)).toEqual({ type: 'image/webp', width: 300, height: 100 });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a script', Buffer.from('<script>hit()</script>')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>hit()</script></svg>')],
    ['GIF', Buffer.from('GIF89a0000000000000000000000000000000000')],
    ['a PNG that breaks off', pngOf(300, 100).subarray(0, -5)],
    ['a JPEG that breaks off', jpegOf(300, 100).subarray(0, -1)],
    ['a WebP that breaks off', webpOf('VP8L', 300, 100).subarray(0, -1)],
    ['a PNG with a page behind it', Buffer.concat([pngOf(300, 100), Buffer.from('<html>')])],
    ['a WebP with a page behind it', Buffer.concat([webpOf('VP8X', 300, 100), Buffer.from('<html>')])],
    ['a JPEG with a page behind it', Buffer.concat([jpegOf(300, 100), Buffer.from('<html>')])],
  ])('is refused where it is %s', (_, bytes) => expect(() => checkLogo(bytes)).toThrow('not_an_image'));

  it('has a size that can be read, and not more bytes than a mail should have', () => {
    for (const [width, height] of [
      [15, 100],
      [100, 15],
      [2_001, 100],
      [100, 4_000_000_000],
    ] as const)
      expect(() => checkLogo(pngOf(width, height))).toThrow('logo_size');
    expect(() => checkLogo(Buffer.alloc(MOST_LOGO_BYTES + 1))).toThrow('logo_too_large');
  });

  it.each([
    [1200, 400, 240, 80],
    [1000, 100, 240, 24],
    [100, 1000, 8, 80],
    [60, 30, 60, 30],
    [2000, 16, 240, 2],
  ])('of %d × %d is shown at %d × %d', (width, height, shownWidth, shownHeight) =>
    expect(embeddedLogo(logoOf(width, height))).toMatchObject({ width: shownWidth, height: shownHeight }),
  );

  it('is shown by a mail from a part of its own', () => {
    const logo = logoOf(300, 100);
    const { contentId } = imageOf(logo, 'tollgate.example');
    expect(attachedLogo(logo, 'tollgate.example').source).toBe(`cid:${contentId}`);
    expect(imageOf(logo, 'tollgate.example')).toMatchObject({ type: 'image/png', fileName: 'logo.png' });
  });

  it('is read to its end whatever its bytes are', () => {
    const file = pngOf(300, 100);
    for (let at = 0; at < file.length; at += 1) readImage(file.map((byte, index) => (index === at ? byte ^ 0xff : byte)));
    expect(readImage(file)).toBeDefined();
  });
});
