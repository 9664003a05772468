import { ApiProblem, isDecided, isPassing, problemIn, problemOf, retryAfterIn, unreachable } from './problem.js';

describe('what went wrong with a request', () => {
  it('is told by the problem document', () =>
    expect(problemIn(409, { code: 'already_captured', requestId: 'r-1', status: 409 })).toEqual({
      status: 409,
      code: 'already_captured',
      requestId: 'r-1',
    }));

  it.each([
    [502, '<html>', 'temporarily_unavailable'],
    [404, undefined, 'unexpected_answer'],
    [400, { code: 7 }, 'unexpected_answer'],
  ])('is told by the status %i where a proxy answered', (status, body, code) =>
    expect(problemIn(status, body)).toEqual({ status, code }),
  );

  it('keeps a defect of ours apart from what the server said', () => {
    expect(problemOf(new ApiProblem(unreachable)).code).toBe('unreachable');
    expect(problemOf(new TypeError('x is undefined')).code).toBe('unexpected_error');
  });

  it.each([
    [0, true],
    [429, true],
    [503, true],
    [409, false],
    [422, false],
  ])('of status %i may pass by itself: %s', (status, expected) => expect(isPassing({ status, code: 'x' })).toBe(expected));
});

it.each([
  ['2', { retryAfterMs: 2_000 }],
  [null, {}],
  ['Fri, 27 Nov 2026 12:00:00 GMT', {}],
  ['-1', {}],
])('Retry-After %j asks to wait %j', (header, expected) => expect(retryAfterIn(header)).toEqual(expected));

describe('a command', () => {
  it.each([
    [{ status: 402, code: 'insufficient_funds' }, true],
    [{ status: 409, code: 'already_captured' }, true],
    [{ status: 422, code: 'invalid_amount' }, true],
    [{ status: 409, code: 'still_running' }, false],
    [{ status: 503, code: 'temporarily_unavailable' }, false],
    [unreachable, false],
    [{ status: 401, code: 'not_signed_in' }, false],
    [{ status: 403, code: 'invalid_csrf_token' }, false],
    [{ status: 403, code: 'not_allowed' }, true],
  ])('that was answered %j has come to its end: %s', (problem, expected) => expect(isDecided(problem)).toBe(expected));
});
