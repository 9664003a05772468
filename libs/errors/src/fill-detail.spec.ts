import { details } from './details.data.js';
import { fillDetail } from './fill-detail.js';
import { problem } from './problem.js';

describe('the sentence that explains a refusal', () => {
  it.each([
    ['as it is', 'Send it again.', undefined, 'Send it again.'],
    ['with the limit in its place', 'At most {most} bytes.', { most: 1_048_576 }, 'At most 1,048,576 bytes.'],
    ['with text as it comes', 'One of {values}.', { values: '$&, b' }, 'One of $&, b.'],
    ['not at all without its limit', 'At most {most} bytes.', { least: 1 }, undefined],
    ['not at all where there is none', undefined, { most: 1 }, undefined],
  ] as const)('is told %s', (...[, sentence, parameters, expected]) => expect(fillDetail(sentence, parameters)).toBe(expected));

  it('says of a 503 that the same request may be sent again under its Idempotency-Key', () => {
    const { body } = problem({ status: 503, code: 'temporarily_unavailable', requestId: 'r' });
    expect(body.detail).toMatch(/Send the same request again .* same Idempotency-Key .* may be recorded already/);
  });

  it('gives way to what the refusal itself knows', () =>
    expect(problem({ status: 404, code: 'not_found', requestId: 'r', detail: 'No such link.' }).body.detail).toBe(
      'No such link.',
    ));

  it('names no number of a place that nothing fills', () =>
    expect(Object.entries(details).filter(([code, text]) => code !== 'body_too_large' && text.includes('{'))).toEqual([]));
});
