import { kindOf } from './answer-kind.js';

const answer = (status: number, contentRange: string | null = null, contentLength: string | null = null) => ({
  status,
  contentRange,
  contentLength,
});

describe('an answer to a request for the rest of a file', () => {
  it.each([
    ['brings the rest', answer(206, 'bytes 100-999/1000'), { kind: 'rest', totalBytes: 1000 }],
    ['brings another part than was asked for', answer(206, 'bytes 0-999/1000'), { kind: 'restart' }],
    ['tells of no part', answer(206), { kind: 'restart' }],
    ['brings the whole, as the file has changed', answer(200, null, '1000'), { kind: 'whole', totalBytes: 1000 }],
    ['says that there is no more', answer(416, 'bytes */100'), { kind: 'complete' }],
    ['says that the file is shorter', answer(416, 'bytes */50'), { kind: 'restart' }],
    ['says that the file has changed', answer(412), { kind: 'restart' }],
    ['asks for patience', answer(429), { kind: 'later' }],
    ['says that the link is closed', answer(410), { kind: 'refused' }],
    ['leads elsewhere', answer(302), { kind: 'refused' }],
  ])('%s', (_, given, expected) => expect(kindOf(given, 100)).toEqual(expected));
});
