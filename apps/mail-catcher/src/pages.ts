import type { MailpitMessage, MailpitSummary } from './mailpit.js';

/** Nothing that a mail brings along may run or load here. */
export const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; base-uri 'none'; form-action 'none'";

export const listPage = (summaries: readonly MailpitSummary[]): string =>
  page(
    'Mail',
    summaries.length === 0
      ? '<p>No mail yet. Place an order: its receipt arrives here.</p>'
      : `<table><tr><th>Received</th><th>To</th><th>Subject</th></tr>${summaries.map(row).join('')}</table>`,
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
  `<tr><td>${escapeHtml(Created)}</td><td>${escapeHtml(To.map((to) => to.Address).join(', '))}</td><td><a href="/message/${escapeHtml(ID)}">${
    escapeHtml(Subject) || '(no subject)'
  }</a></td></tr>`;

const page = (title: string, body: string): string => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)} · Tollgate mail</title><style>
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #8884}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{opacity:.7}dd{margin:0}
iframe{width:100%;height:36rem;border:1px solid #8886;background:#fff}pre{white-space:pre-wrap;overflow-wrap:anywhere}
</style></head><body><h1>${escapeHtml(title)}</h1>${body}</body></html>`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
