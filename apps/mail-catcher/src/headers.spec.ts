import { addressList, decodeWords, headerField } from './headers.js';

const message = Buffer.from(
  'Message-ID: <receipt.1@tollgate>\r\nSubject: =?utf-8?Q?Your_receipt_=E2=80=94?=\r\n =?utf-8?B?w6k=?=\r\nTo: a@example.com,\r\n b@example.com\r\n\r\nSubject: not this\r\n',
);

describe('headerField', () => {
  it('finds a field whatever its case', () => expect(headerField(message, 'message-id')).toBe('<receipt.1@tollgate>'));
  it('joins folded lines and decodes words', () => expect(headerField(message, 'Subject')).toBe('Your receipt —é'));
  it('never looks into the body', () => expect(headerField(Buffer.from('A: 1\r\n\r\nB: 2'), 'B')).toBe(''));
});

describe('decodeWords', () => {
  it('leaves an unknown charset as it came', () => expect(decodeWords('=?klingon?Q?x?=')).toBe('=?klingon?Q?x?='));
});

describe('addressList', () => {
  it('keeps a comma inside a quoted name', () =>
    expect(addressList('"Buyer, Ann" <ann@example.com>, bob@example.com')).toEqual([
      { name: 'Buyer, Ann', address: 'ann@example.com' },
      { name: '', address: 'bob@example.com' },
    ]));
  it('is empty for an empty field', () => expect(addressList('')).toEqual([]));
});
