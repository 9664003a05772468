import { create, type PinnedFile, PinnedFileSchema } from '@tollgate/contracts';
import { chooseVersion, type KnownVersions } from './choose-version.js';

const version = (sign: string): PinnedFile =>
  create(PinnedFileSchema, { name: 'book.epub', sha256: sign.repeat(64), sizeBytes: 10n });
const [first, second, third] = [version('1'), version('2'), version('3')];
const known = (change: Partial<KnownVersions>): KnownVersions => ({
  pinned: first,
  newest: undefined,
  begun: undefined,
  isRunning: false,
  ...change,
});
const etag = ({ sha256 }: PinnedFile): string => `"${sha256}"`;

describe('the version that a request gets', () => {
  it('is the one of the order, or the newest where the good says so', () => {
    expect(chooseVersion(known({}), {})).toBe(first);
    expect(chooseVersion(known({ newest: third }), {})).toBe(third);
  });

  it.each([
    ['asks for the rest', { range: 'bytes=5-' }],
    ['asks for a part of the same version', { range: 'bytes=5-6', 'if-range': etag(second) }],
    ['wants that version alone', { 'if-match': `"x", ${etag(second)}` }],
  ])('is the one that was begun for who %s', (_, headers) =>
    expect(chooseVersion(known({ newest: third, begun: second }), headers)).toBe(second),
  );

  it.each([
    ['begins anew', {}],
    ['has a part of the newest', { range: 'bytes=5-', 'if-range': etag(third) }],
    ['has a part of a version that is no more sent', { range: 'bytes=5-', 'if-range': etag(first) }],
    ['takes whatever there is', { 'if-match': '*' }],
  ])('is the newest for who %s', (_, headers) =>
    expect(chooseVersion(known({ newest: third, begun: second }), headers)).toBe(third),
  );

  it('is the one that is being sent, for all who ask meanwhile', () =>
    expect(chooseVersion(known({ newest: third, begun: second, isRunning: true }), {})).toBe(second));

  it('goes back to the one of the order for who begins anew, where the good says so again', () => {
    expect(chooseVersion(known({ begun: second }), {})).toBe(first);
    expect(chooseVersion(known({ begun: second }), { range: 'bytes=5-' })).toBe(second);
  });
});
