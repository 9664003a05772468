import { ISO87_ASCII } from '@tollgate/iso8583';
import { Book } from '../books/book.js';
import { authorizationRequest } from '../testing/samples.js';
import { answerMessage } from './answer-message.js';

const manage = (code: string) => ({ mti: '0800', stan: '000001', transmissionTime: '1123195200', networkManagementCode: code });

describe('answerMessage', () => {
  const host = { book: new Book(), profile: ISO87_ASCII };

  it.each([
    ['001', false, true],
    ['002', true, false],
    ['301', true, true],
    ['301', false, false],
  ])('link management %s turns signed on %p into %p', (code, isSignedOn, after) =>
    expect(answerMessage(host, { isSignedOn }, manage(code))).toMatchObject({
      answer: { mti: '0810', responseCode: '00', stan: '000001', networkManagementCode: code },
      isSignedOn: after,
    }),
  );

  it('A7: tells who it is, whoever asked', () =>
    expect(answerMessage(host, { isSignedOn: false }, manage('001'))).toMatchObject({ answer: { terminalId: 'HOST0001' } }));

  it('takes no money over a link that has not signed on', () =>
    expect(answerMessage(host, { isSignedOn: false }, authorizationRequest())).toMatchObject({
      answer: { mti: '0110', responseCode: '58' },
      entries: [],
    }));

  it('has no answer to an answer', () => expect(answerMessage(host, { isSignedOn: true }, { mti: '0110' })).toBeUndefined());
});
