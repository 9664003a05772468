import { create, type PinnedFile, PinnedFileSchema } from '@tollgate/contracts';
import { chooseVersion, hasNewer, type KnownVersions, shownVersion, type VersionHeaders } from './choose-version.js';

const version = (sign: string): PinnedFile =>
  create(PinnedFileSchema, { name: 'book.epub', sha256: sign.repeat(64), sizeBytes: 10n });
const [first, second, third] = [version('1'), version('2'), version('3')];
const known = (change: Partial<KnownVersions>): KnownVersions => ({
  pinned: first,
  newest: undefined,
  begun: undefined,
  begunDigest: change.begun?.sha256,
  former: [],
  isRunning: false,
  ...change,
});
const etag = ({ sha256 }: PinnedFile): string => `"${sha256}"`;
const file = (change: Partial<KnownVersions>, headers: VersionHeaders) => chooseVersion(known(change), headers).file;

describe('the version that a request gets', () => {
  it('is the one of the order, or the newest where the good says so', () => {
    expect(file({}, {})).toBe(first);
    expect(file({ newest: third }, {})).toBe(third);
  });

  it.each([
    ['asks for the rest', { range: 'bytes=5-' }],
    ['asks for a part of the same version', { range: 'bytes=5-6', 'if-range': etag(second) }],
    ['wants that version alone', { 'if-match': `"x", ${etag(second)}` }],
  ])('is the one that was begun for who %s', (_, headers) =>
    expect(chooseVersion(known({ newest: third, begun: second }), headers)).toEqual({ file: second, isWhole: false }),
  );

  it.each([
    ['begins anew', {}],
    ['has a part of the newest', { range: 'bytes=5-', 'if-range': etag(third) }],
    ['has a part of a version that is no more sent', { range: 'bytes=5-', 'if-range': etag(first) }],
    ['takes whatever there is', { 'if-match': '*' }],
  ])('is the newest for who %s', (_, headers) => expect(file({ newest: third, begun: second }, headers)).toBe(third));

  it('is the whole of the newest for who goes on blindly with a copy that is no more', () =>
    expect(chooseVersion(known({ begunDigest: 'gone' }), { range: 'bytes=5-' })).toEqual({ file: first, isWhole: true }));

  it('is the one that is being sent, for all who ask meanwhile', () =>
    expect(file({ newest: third, begun: second, isRunning: true }, {})).toBe(second));

  it('goes back to the one of the order for who begins anew, where the good says so again', () => {
    expect(file({ begun: second }, {})).toBe(first);
    expect(file({ begun: second }, { range: 'bytes=5-' })).toBe(second);
  });
});

describe('a part that is asked for without telling of which version', () => {
  const asked = (change: Partial<KnownVersions>, headers: VersionHeaders = { range: 'bytes=5-' }) =>
    chooseVersion(known({ newest: third, ...change }), headers);

  it.each([
    ['another version was completed by this link', { former: [first.sha256] }],
    ['another one was begun before', { former: [first.sha256], begun: third }],
    ['both are former ones', { former: [first.sha256], begun: second }],
  ])('is answered with the whole of the newest file where %s', (_, change) =>
    expect(asked(change)).toEqual({ file: third, isWhole: true }),
  );

  it.each([
    ['nothing was sent yet', {}, third],
    ['all that was ever sent is of the newest', { former: [third.sha256], begun: third }, third],
    ['all that was ever sent is of the one that was begun', { former: [second.sha256], begun: second }, second],
    ['another one is being sent', { former: [first.sha256], begun: second, isRunning: true }, second],
  ])('is sent as it is asked for where %s', (_, change, sent) => expect(asked(change)).toEqual({ file: sent, isWhole: false }));

  it.each([
    ['the last bytes', { range: 'bytes=-5' }, true],
    ['the first', { range: 'bytes=0-5' }, false],
    ['some of a version that it names', { range: 'bytes=5-', 'if-range': etag(third) }, false],
    ['some of whatever version', { range: 'bytes=5-', 'if-match': '*' }, true],
  ])('may be one of two where %s are asked for', (_, headers, isWhole) =>
    expect(asked({ former: [first.sha256] }, headers).isWhole).toBe(isWhole),
  );
});

describe('the version that a page tells of', () => {
  it('is the one that was begun, as its progress is of that', () => {
    expect(shownVersion(known({ newest: third, begun: second }))).toBe(second);
    expect(shownVersion(known({ newest: third }))).toBe(third);
  });
  it('has a newer one until that is begun, or while the older one is sent', () => {
    expect(hasNewer(known({ newest: third, begun: second }))).toBe(true);
    expect(hasNewer(known({ newest: third, begun: second, isRunning: true }))).toBe(false);
    expect([hasNewer(known({ newest: third, begun: third })), hasNewer(known({ newest: third }))]).toEqual([false, false]);
  });
});
