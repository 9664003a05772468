import { textChecksum } from './text-checksum.js';

describe('the checksum of a text', () => {
  it('is the SHA-256 that `sha256sum` prints, of its UTF-8', () =>
    expect(textChecksum('Zürich\n')).toBe('f40e3dbf7c4085b08c862a3200f923d8025d15cc518e7b740cd5f17fb931d286'));
});
