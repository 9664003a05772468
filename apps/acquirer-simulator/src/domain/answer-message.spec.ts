import { answerMessage } from './answer-message.js';
import { Book } from './book.js';
import { authorizationRequest } from './testing/samples.js';

const manage = (code: string) => ({ mti: '0800', stan: '000001', transmissionTime: '1123195200', networkManagementCode: code });

describe('answerMessage', () => {
  const book = new Book();

  it.each([
    ['001', false, true],
    ['002', true, false],
    ['301', true, true],
    ['301', false, false],
  ])('link management %s turns signed on %p into %p', (code, isSignedOn, after) =>
    expect(answerMessage(book, { isSignedOn }, manage(code))).toMatchObject({
      answer: { mti: '0810', responseCode: '00', stan: '000001', networkManagementCode: code },
      isSignedOn: after,
    }),
  );

  it('takes no money over a link that has not signed on', () =>
    expect(answerMessage(book, { isSignedOn: false }, authorizationRequest())).toMatchObject({
      answer: { mti: '0110', responseCode: '58' },
      entries: [],
    }));

  it('has no answer to an answer', () => expect(answerMessage(book, { isSignedOn: true }, { mti: '0110' })).toBeUndefined());
});
