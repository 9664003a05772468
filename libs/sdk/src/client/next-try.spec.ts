import { nextTry, type Outcome, retryAfterMs } from './next-try.js';

const policy = { maxRetries: 3, longestWaitMs: 30_000, patienceMs: 60_000 };
const first = { tries: 1, elapsedMs: 0, nowMs: 0, chance: 0.5 };
const answer = (status: number, code = '', retryAfter: string | null = null): Outcome => ({
  kind: 'answer',
  status,
  code,
  retryAfter,
});

describe('the next try', () => {
  it.each<[string, Outcome]>([
    ['nothing came back', { kind: 'nothing' }],
    ['the same key is still running', answer(409, 'still_running')],
    ['it is too many requests', answer(429, 'too_many_requests')],
    ['something is out of reach', answer(503, 'temporarily_unavailable')],
    ['a proxy found nobody', answer(502)],
  ])('comes where %s', (_, outcome) => expect(nextTry(outcome, first, policy)).toBe(250));

  it.each<[string, Outcome]>([
    ['declined', answer(402, 'insufficient_funds')],
    ['at fault', answer(422, 'required')],
    ['in conflict with another request', answer(409, 'reference_taken')],
    ['a defect', answer(500, 'internal_error')],
  ])('does not come where the request is %s', (_, outcome) => expect(nextTry(outcome, first, policy)).toBeUndefined());

  it('does not come after the last', () => expect(nextTry({ kind: 'nothing' }, { ...first, tries: 4 }, policy)).toBeUndefined());

  it('comes as often as it takes where the same request is under way, for as long as there is patience', () => {
    const underWay = answer(409, 'still_running', '1');
    expect(nextTry(underWay, { ...first, tries: 9, elapsedMs: 59_999 }, policy)).toBe(30_000);
    expect(nextTry(underWay, { ...first, elapsedMs: 60_000 }, policy)).toBeUndefined();
  });

  it('waits twice as long each time', () =>
    expect([1, 2, 3].map((tries) => nextTry({ kind: 'nothing' }, { ...first, tries }, policy))).toEqual([250, 500, 1000]));

  it('waits for as long as the gateway asks, and gives up where that is too long', () => {
    expect(nextTry(answer(503, '', '7'), first, policy)).toBe(7_000);
    expect(nextTry(answer(429, '', '1800'), first, policy)).toBeUndefined();
  });
});

describe('Retry-After', () => {
  it.each([
    ['3', 3_000],
    ['Thu, 01 Jan 1970 00:00:05 GMT', 4_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j is %j ms', (text, expected) => expect(retryAfterMs(text, 1_000)).toBe(expected));
});
