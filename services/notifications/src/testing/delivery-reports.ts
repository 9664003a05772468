/** Reports of mails that could not be delivered, in the forms that servers write them in (RFC 3464, RFC 6522). */
const report = (parts: { readonly from: string; readonly to: string; readonly text: string; readonly status: string }): string =>
  [
    `From: ${parts.from}`,
    `To: <${parts.to}>`,
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Sat, 28 Nov 2026 12:00:00 +0000',
    'Message-ID: <report@mx.example>',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="=_parts"',
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--=_parts',
    'Content-Type: text/plain; charset=utf-8',
    '',
    parts.text,
    '',
    '--=_parts',
    'Content-Type: message/delivery-status',
    '',
    parts.status,
    '',
    '--=_parts',
    'Content-Type: message/rfc822',
    '',
    'From: receipts@tollgate.example',
    'To: <ann@nowhere.example>',
    'Subject: Your receipt',
    '',
    'Status: 2.0.0',
    'Action: delivered',
    '',
    '--=_parts--',
    '',
  ].join('\r\n');

const groups = (...lines: readonly string[]): string => lines.join('\r\n');

/** The field groups as Postfix writes them. */
export const postfixStatus = groups(
  'Reporting-MTA: dns; mx.example',
  'X-Postfix-Queue-ID: 4Xabc123',
  'X-Postfix-Sender: rfc822; b.x@bounces.example',
  'Arrival-Date: Sat, 28 Nov 2026 11:59:58 +0000 (UTC)',
  '',
  'Final-Recipient: rfc822; ann@nowhere.example',
  'Original-Recipient: rfc822;ann@nowhere.example',
  'Action: failed',
  'Status: 5.1.1',
  'Remote-MTA: dns; mail.nowhere.example',
  'Diagnostic-Code: smtp; 550 5.1.1 <ann@nowhere.example>: Recipient address',
  '    rejected: User unknown in virtual mailbox table',
);

/** As Exchange writes them: mixed case, no arrival date, a vague answer. */
export const exchangeStatus = groups(
  'Reporting-MTA: dns;EXCH01.corp.example',
  'Received-From-MTA: dns;mail.tollgate.example',
  'Arrival-Date: Sat, 28 Nov 2026 11:59:58 +0000',
  '',
  'Original-Recipient: rfc822;ann@corp.example',
  'Final-Recipient: rfc822;ann@corp.example',
  'Action: Failed',
  'Status: 5.1.10',
  'Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
  'X-Display-Name: ann@corp.example',
);

export const postfixReport = (to: string, recipient = 'ann@nowhere.example'): string =>
  report({
    from: 'MAILER-DAEMON@mx.example (Mail Delivery System)',
    to,
    text: 'I am sorry to have to inform you that your message could not be delivered.',
    status: postfixStatus.replaceAll('ann@nowhere.example', recipient),
  });

export const exchangeReport = (to: string, recipient = 'ann@corp.example'): string =>
  report({
    from: 'postmaster@corp.example',
    to,
    text: 'Delivery has failed to these recipients or groups: ann@corp.example',
    status: exchangeStatus.replaceAll('ann@corp.example', recipient),
  });

/** Postfix tells that it still tries. */
export const delayedReport = (to: string): string =>
  report({
    from: 'MAILER-DAEMON@mx.example',
    to,
    text: 'THIS IS A WARNING ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.',
    status: postfixStatus.replace('Action: failed', 'Action: delayed').replace('Status: 5.1.1', 'Status: 4.4.1'),
  });

/** Somebody is on holiday: no report at all. */
export const vacationNote = (to: string): string =>
  [
    'From: ann@nowhere.example',
    `To: <${to}>`,
    'Subject: Out of office',
    'Auto-Submitted: auto-replied',
    '',
    'Back on Monday.',
    '',
  ].join('\r\n');
