/** The few header fields that a list of messages shows, read without parsing the body. */

export interface Address {
  readonly name: string;
  readonly address: string;
}

const longestHeaderBytes = 64 * 1024;

/** One field of a message, unfolded and decoded, or '' when it has none. Source: RFC 5322 §2.2, RFC 2047. */
export const headerField = (raw: Uint8Array, name: string): string => {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.length, longestHeaderBytes)).toString('utf8');
  const end = start.search(/\r?\n\r?\n/);
  const unfolded = (end < 0 ? start : start.slice(0, end)).replace(/\r?\n[ \t]+/g, ' ');
  const prefix = `${name.toLowerCase()}:`;
  const line = unfolded.split(/\r?\n/).find((text) => text.toLowerCase().startsWith(prefix));
  return line === undefined ? '' : decodeWords(line.slice(prefix.length).trim());
};

/** `=?utf-8?Q?caf=C3=A9?=` as text. What cannot be decoded stays as it is. Source: RFC 2047 §2 and §6.2. */
export const decodeWords = (text: string): string =>
  text.replace(/(\?=)\s+(=\?)/g, '$1$2').replace(/=\?[^?\s]+\?[bq]\?[^?]*\?=/gi, decodeWord);

const decodeWord = (word: string): string => {
  const [, charset = '', encoding = '', content = ''] = word.split('?');
  const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(content, 'base64') : quotedBytes(content);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return word;
  }
};

const quotedBytes = (text: string): Uint8Array =>
  Buffer.from(
    text.replace(/_/g, ' ').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** `"Ann Buyer" <ann@example.com>, bob@example.com` as a list. Commas inside quotes belong to the name. */
export const addressList = (field: string): readonly Address[] =>
  (field.match(/(?:"(?:[^"\\]|\\.)*"|[^,])+/g) ?? [])
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map((entry) => {
      const [, name = '', address = ''] = /^(.*?)<([^>]*)>$/.exec(entry) ?? [];
      if (address === '') return { name: '', address: entry };
      return {
        name: name
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .replace(/\\(.)/g, '$1'),
        address,
      };
    });
