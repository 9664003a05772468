import { attribute, Html, html } from './html.js';

describe('html', () => {
  it('S16: escapes whatever is put in, but what is HTML already', () =>
    expect(html`<a title="${'"&\'<>'}">${['<b>', new Html('<i>')]}${undefined}${false}${0}</a>`.text).toBe(
      '<a title="&quot;&amp;&#39;&lt;&gt;">&lt;b&gt;<i>0</a>',
    ));

  it('has attributes that are there or not', () =>
    expect([
      attribute('a', true).text,
      attribute('a', 'x"').text,
      attribute('a', false).text,
      attribute('a', undefined).text,
    ]).toEqual([' a', ' a="x&quot;"', '', '']));
});
