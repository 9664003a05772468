import { escapeHtml } from '@tollgate/web-pages';
import type { MailpitMessage, MailpitSummary } from './mailpit.js';

/** Nothing that a mail brings along may run or load here. */
export const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; base-uri 'none'; form-action 'none'";

export const listPage = (summaries: readonly MailpitSummary[]): string =>
  page(
    'Mail',
    summaries.length === 0
      ? '<p>No mail yet. Place an order: its receipt arrives here.</p>'
      : `<ol>${summaries.map(row).join('')}</ol>`,
  );

export const messagePage = (message: MailpitMessage): string =>
  page(
    message.Subject || '(no subject)',
    `<p><a href="/">All mail</a></p><dl><dt>From</dt><dd>${escapeHtml(message.From.Address)}</dd><dt>To</dt><dd>${escapeHtml(
      message.To.map((to) => to.Address).join(', '),
    )}</dd><dt>Date</dt><dd>${escapeHtml(message.Date)}</dd><dt>Message-ID</dt><dd>${escapeHtml(message.MessageID)}</dd></dl>${
      message.HTML === ''
        ? ''
        : `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(
            `<base target="_blank">${message.HTML}`,
          )}" title="HTML part"></iframe>`
    }<h2>Text</h2><pre>${escapeHtml(message.Text)}</pre>`,
  );

const row = ({ ID, Created, To, Subject }: MailpitSummary): string =>
  `<li><a href="/message/${escapeHtml(ID)}">${escapeHtml(Subject) || '(no subject)'}</a>
<span>${escapeHtml(To.map((to) => to.Address).join(', '))}</span><time datetime="${escapeHtml(Created)}">${timeText(Created)}</time></li>`;

/** To the second, in UTC: `2026-11-27 03:14:36`. */
const timeText = (rfc3339: string): string => escapeHtml(rfc3339.slice(0, 19).replace('T', ' '));

/** One column on a phone. */
const style = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;line-height:1.25;overflow-wrap:anywhere}h2{font-size:1.125rem}
ol{list-style:none;margin:0;padding:0;border-top:1px solid #8884}li{padding:.6rem 0;border-bottom:1px solid #8884;overflow-wrap:anywhere}
li a{font-weight:600}li>*{display:block}
@media(min-width:45rem){li{display:grid;grid-template-columns:1fr 18rem 11rem;gap:1rem}li time{text-align:right}}
time{font-variant-numeric:tabular-nums}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dd{margin:0;overflow-wrap:anywhere}
iframe{width:100%;height:44rem;border:1px solid #8886;border-radius:.5rem;background:#fff}pre{white-space:pre-wrap;overflow-wrap:anywhere}`;

const page = (title: string, body: string): string => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)} · Tollgate mail</title><style>${style}
</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
