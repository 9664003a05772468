import { threadUrl } from './thread-url.js';

describe('the program of a thread', () => {
  it.each([
    ['file:///tollgate/services/x/dist/a/b.client.js', 'file:///tollgate/services/x/dist/a/thread.js'],
    ['file:///tollgate/services/x/src/a/b.client.ts', 'file:///tollgate/services/x/dist/a/thread.js'],
    ['file:///usr/src/tollgate/services/x/dist/a/b.client.js', 'file:///usr/src/tollgate/services/x/dist/a/thread.js'],
    ['file:///usr/src/tollgate/services/x/src/a/b.client.ts', 'file:///usr/src/tollgate/services/x/dist/a/thread.js'],
  ])('of %s is what was built', (moduleUrl, url) => expect(threadUrl(moduleUrl, './thread.js').href).toBe(url));
});
