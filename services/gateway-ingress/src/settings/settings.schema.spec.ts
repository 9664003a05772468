import { versionIn } from './settings.schema.js';

describe('the version in an If-Match header', () => {
  it.each([
    ['"3"', 3],
    ['"0"', 0],
    [undefined, -1],
    ['*', -1],
    ['3', undefined],
    ['W/"3"', undefined],
    ['"x"', undefined],
  ])('%s is %s', (header, version) => expect(versionIn(header)).toBe(version));
});
