import { crc32, zipOf } from './zip.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('an archive', () => {
  it('has the checksum that everybody has', () => expect(crc32(bytes('123456789'))).toBe(0xcbf4_3926));

  it('holds its files as they are, and leads to each from its end', () => {
    const files = [
      { name: 'a.xml', content: bytes('<a/>') },
      { name: 'ä/b.xml', content: bytes('zwei') },
    ];
    const zip = zipOf(files);
    const view = new DataView(zip.buffer);
    const end = zip.length - 22;
    expect(view.getUint32(end, true)).toBe(0x0605_4b50);
    expect(view.getUint16(end + 10, true)).toBe(2);
    let at = view.getUint32(end + 16, true);
    for (const { name, content } of files) {
      expect(view.getUint32(at, true)).toBe(0x0201_4b50);
      const [length, nameLength] = [view.getUint32(at + 24, true), view.getUint16(at + 28, true)];
      const local = view.getUint32(at + 42, true);
      expect(view.getUint32(local, true)).toBe(0x0403_4b50);
      expect(view.getUint32(local + 14, true)).toBe(crc32(content));
      expect(new TextDecoder().decode(zip.slice(at + 46, at + 46 + nameLength))).toBe(name);
      const begin = local + 30 + view.getUint16(local + 26, true);
      expect(zip.slice(begin, begin + length)).toEqual(content);
      at += 46 + nameLength;
    }
  });
});
