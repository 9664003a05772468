import type { Visitor } from '../texts/visitor.js';
import { steps } from './address-page.js';
import { type Html, html } from './html.js';
import { layout } from './layout.js';

/** The shop's one script: it puts the gateway's page into ours, whose end leads the browser on by itself. */
export const withinScript = `const place = document.getElementById('pay');
globalThis.Tollgate?.embed(place, { url: place.dataset.url, title: place.dataset.title });
`;

/** The gateway's page within ours. Without scripts the browser goes there, and whoever does not see it may go there, too. */
export const withinPage = (url: string, visitor: Visitor): Html => {
  const { say } = visitor.locale;
  const title = say('payment.title');
  return layout({
    title,
    visitor,
    head: html`<noscript><meta http-equiv="refresh" content="0;url=${url}"></noscript>`,
    body: html`${steps(2, visitor)}<h1>${title}</h1><p class="lead">${say('within.lead')}</p>
<div class="within" id="pay" data-url="${url}" data-title="${say('within.frame')}"></div>
<p class="note">${say('within.unseen')} <a href="${url}">${say('within.page')}</a></p>
<p class="note">${say('payment.demo')}</p>
<script src="${new URL(url).origin}/pay/fields.js"></script><script src="/within.js"></script>`,
  });
};
