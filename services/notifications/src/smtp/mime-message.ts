/** A file that a mail brings. */
export interface Attachment {
  /** Letters, digits, dots, hyphens and underscores. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** A mail before it is bytes. Every field was checked or made by us: none holds a line break. */
export interface Mail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** With its angle brackets. */
  readonly messageId: string;
  /** RFC 3339. */
  readonly date: string;
  /** Lines end in \n. */
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly Attachment[];
}

/** Source: RFC 5322 §2.1.1: a line has at most 998 characters. */
const maxLineLength = 998;
const base64LineLength = 76;

const plainAscii = /^[\t\n -~]*$/;

const hasTooLongLine = (text: string): boolean => {
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    if (end - start > maxLineLength) return true;
    start = end + 1;
  }
  return text.length - start > maxLineLength;
};

const isSevenBit = (text: string): boolean => plainAscii.test(text) && !hasTooLongLine(text);

/** ASCII goes as it is, so that it can be read on its way; anything else in base64. */
const part = (type: string, text: string): string => {
  const head = `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: `;
  if (isSevenBit(text)) return `${head}7bit\r\n\r\n${text.replaceAll('\n', '\r\n')}`;
  return `${head}base64\r\n\r\n${inBase64(Buffer.from(text.replaceAll('\n', '\r\n')))}`;
};

const inBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('base64')
    .replace(new RegExp(`.{${base64LineLength}}`, 'g'), '$&\r\n');

const attachmentPart = ({ name, mediaType, content }: Attachment): string =>
  [
    `Content-Type: ${mediaType}; name="${name}"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    inBase64(content),
  ].join('\r\n');

/** Parts between their boundaries, with the head that tells them. */
const multipart = (kind: string, boundary: string, parts: readonly string[]): string =>
  [
    `Content-Type: multipart/${kind}; boundary="${boundary}"`,
    '',
    ...parts.flatMap((one) => [`--${boundary}`, one]),
    `--${boundary}--`,
    '',
  ].join('\r\n');

/** At most 70 characters, whatever the mail domain's length. Underscores after `=` occur in no encoding that is used
 *  here. Source: RFC 2046 §5.1.1. */
const boundaryOf = (messageId: string): string => `=_${messageId.replace(/[^\w.]/g, '_').slice(-66)}`;

/** A subject beyond ASCII, one that is too long for a line, or that looks like it, in encoded words, cut between characters; a line with one
 *  has at most 76. Source: RFC 2047 §2, RFC 5322 §2.1.1. */
const subjectText = (text: string): string => {
  if (/^[ -~]{0,69}$/.test(text) && !text.includes('=?')) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > maxEncodedWordBytes) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((one) => `=?utf-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ');
};
/** In base64, with its frame and `Subject: ` before it, 73 characters. */
const maxEncodedWordBytes = 39;

/** The message as it goes over the wire: text and HTML as alternatives, and what is attached behind them. The same mail is the same bytes,
 *  whenever it is made. Source: RFC 5322, RFC 2046 §5.1.4. Throws on a line break in a header: a defect, as addresses are checked before. */
export const mimeMessage = ({ from, to, subject, messageId, date, text, html, attachments = [] }: Mail): string => {
  const headers = {
    From: from,
    To: to,
    Subject: subjectText(subject),
    'Message-ID': messageId,
    Date: new Date(date).toUTCString().replace('GMT', '+0000'),
    'MIME-Version': '1.0',
    'Auto-Submitted': 'auto-generated',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  if ([from, to, subject, messageId].some((value) => /[\r\n]/.test(value)))
    throw new Error('invariant broken: a mail header is one line');
  const boundary = boundaryOf(messageId);
  const letter = multipart('alternative', boundary, [part('text/plain', text), part('text/html', html)]);
  const mixed = [letter, ...attachments.map(attachmentPart)];
  const body = attachments.length === 0 ? letter : multipart('mixed', boundary.replace('=_', '=-'), mixed);
  return [...lines, body].join('\r\n');
};
