import { html } from './html.js';

describe('S16: a page', () => {
  it('shows text as text, in elements and in attributes', () =>
    expect(html`<p title="${`"'`}">${'<script>&'}</p>`.text).toBe('<p title="&quot;&#39;">&lt;script&gt;&amp;</p>'));

  it('takes parts that are HTML as they are, and lists of them', () =>
    expect(html`<ul>${['a', '<b>'].map((name) => html`<li>${name}</li>`)}</ul>`.text).toBe(
      '<ul><li>a</li><li>&lt;b&gt;</li></ul>',
    ));

  it('shows nothing for what is not there, and zero as zero', () => expect(html`${undefined}${false}${0}`.text).toBe('0'));
});
