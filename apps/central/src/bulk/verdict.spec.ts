import { unreachable } from '../api/problem.js';
import { verdictOn } from './verdict.js';

const settled = (state: string, more = {}) => ({ step: 'settle', result: { state, ...more } });

describe('what an order of a run was answered', () => {
  it.each([
    [{ status: 201 }, settled('done')],
    [{ status: 202 }, settled('underWay')],
    [
      { problem: { status: 409, code: 'already_captured', detail: 'Captured.' } },
      settled('refused', { code: 'already_captured', detail: 'Captured.' }),
    ],
    [{ problem: { status: 402, code: 'do_not_honor', order: {} } }, settled('refused', { code: 'do_not_honor' })],
    [{ problem: { status: 403, code: 'not_allowed' } }, settled('refused', { code: 'not_allowed' })],
    [{ problem: { status: 401, code: 'not_signed_in' } }, { step: 'sign_in' }],
    [{ problem: { status: 403, code: 'invalid_csrf_token' } }, { step: 'sign_in' }],
    [{ problem: { status: 503, code: 'temporarily_unavailable', retryAfterMs: 7_000 } }, { step: 'wait', ms: 7_000 }],
    [{ problem: { status: 429, code: 'too_many_requests', retryAfterMs: 1_000 } }, { step: 'wait', ms: 1_000 }],
    [{ problem: { status: 409, code: 'still_running' } }, { step: 'wait', ms: 500 }],
    [{ problem: unreachable }, { step: 'wait', ms: 500 }],
  ])('%j means %j', (reply, expected) => expect(verdictOn('accept', reply, 1)).toEqual(expected));

  it('402 with the order inside is what a rejection wanted', () =>
    expect(verdictOn('reject', { problem: { status: 402, code: 'review_rejected', order: {} } }, 1)).toEqual(settled('done')));

  it('waits longer each time, and in the end does not know', () => {
    const reply = { problem: { status: 503, code: 'temporarily_unavailable' } };
    expect([1, 2, 3].map((tries) => verdictOn('capture', reply, tries))).toEqual(
      [500, 1_000, 2_000].map((ms) => ({ step: 'wait', ms })),
    );
    expect(verdictOn('capture', reply, 8)).toEqual(settled('failed', { code: 'temporarily_unavailable' }));
  });

  it('does not wait for an hour, whoever says so', () =>
    expect(verdictOn('capture', { problem: { status: 429, code: 'x', retryAfterMs: 3_600_000 } }, 1)).toEqual({
      step: 'wait',
      ms: 300_000,
    }));
});
