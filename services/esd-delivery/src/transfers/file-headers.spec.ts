import { contentDisposition, headOf } from './file-headers.js';

describe('contentDisposition', () => {
  it.each([
    ['book.epub', `attachment; filename="book.epub"; filename*=UTF-8''book.epub`],
    ['Für "dich" 100%.pdf', `attachment; filename="F_r _dich_ 100_.pdf"; filename*=UTF-8''F%C3%BCr%20%22dich%22%20100%25.pdf`],
    ["it's (1)*.zip", `attachment; filename="it's (1)*.zip"; filename*=UTF-8''it%27s%20%281%29%2A.zip`],
    ['a\r\nSet-Cookie: x', `attachment; filename="a__Set-Cookie: x"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x`],
  ])('saves %s under its name', (name, header) => expect(contentDisposition(name)).toBe(header));
});

describe('headOf', () => {
  it('says which part of the file comes, and that the connection ends with it', () => {
    const head = headOf({ ETag: '"x"' }, { kind: 'part', firstByte: 500, endByte: 1_000 }, 1_000);
    expect(head).toMatch(/^HTTP\/1\.1 206 Partial Content\r\nETag: "x"\r\n/);
    expect(head).toContain('\r\nContent-Length: 500\r\nContent-Range: bytes 500-999/1000\r\nConnection: close\r\n\r\n');
  });
});
