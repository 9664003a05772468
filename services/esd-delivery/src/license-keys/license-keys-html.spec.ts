import { licenseKeysHtml } from './license-keys-html.js';

describe('the license keys of a page', () => {
  it('stand in a line each, fit for HTML', () =>
    expect(licenseKeysHtml(['A<B', 'C'], (text) => text.replace('<', '&lt;'))).toBe(
      '\n<ul class="keys"><li><code>A&lt;B</code></li><li><code>C</code></li></ul>',
    ));

  it('are nothing where there are none', () => expect(licenseKeysHtml([], (text) => text)).toBe(''));
});
