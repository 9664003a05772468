import { unreachable } from '../api/problem.js';
import { isUnclear, mayBePlaced } from './may-be-placed.js';

const ended = { status: 401, code: 'not_signed_in' };
const ofAnother = { status: 403, code: 'invalid_csrf_token' };
const declined = { status: 402, code: 'card_declined' };

describe('an order that was sent', () => {
  it.each([
    [unreachable, false, true],
    [{ status: 409, code: 'still_running' }, false, true],
    [ended, false, false],
    [ended, true, true],
    [ofAnother, false, false],
    [ofAnother, true, true],
    [declined, true, false],
  ])('and was answered %j, an earlier answer being unclear: %s, may be placed: %s', (problem, wasUnclear, expected) =>
    expect(mayBePlaced(problem, wasUnclear)).toBe(expected),
  );

  it('is not asked for by itself without a session', () =>
    expect([isUnclear(ended), isUnclear(unreachable)]).toEqual([false, true]));
});
