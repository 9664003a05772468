import { NotFoundException } from '@nestjs/common';
import { DomainError, problem, TransientError } from '@tollgate/errors';
import { toProblem } from './to-problem.js';

describe('a problem document', () => {
  it.each([
    [new DomainError('unknown_sku', '/items/0/sku'), 422, 'unknown_sku'],
    [new DomainError('not_found'), 404, 'not_found'],
    [new DomainError('still_running'), 409, 'still_running'],
    [new DomainError('already_downloaded'), 410, 'already_downloaded'],
    [new TransientError('the log is away'), 503, 'temporarily_unavailable'],
    [new NotFoundException(), 404, 'not_found'],
    [Object.assign(new Error(), { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }), 413, 'body_too_large'],
    [new Error('x'), 500, 'internal_error'],
    ['thrown text', 500, 'internal_error'],
    [undefined, 500, 'internal_error'],
  ])('of %s is a %d with code %s', (error, status, code) => {
    const { body, headers } = toProblem(error, 'req_1');
    expect(body).toMatchObject({ status, code, requestId: 'req_1' });
    expect(headers['content-type']).toContain('application/problem+json');
  });

  it('explains a refusal that another service made without a sentence, and keeps a sentence of its own', () => {
    const explain = (code: string) => (code === 'delivers_pinned' ? 'Because.' : undefined);
    const detailOf = (error: DomainError) => toProblem(error, 'r', { explain }).body.detail;
    expect(detailOf(new DomainError('delivers_pinned', '/sku'))).toBe('Because.');
    expect(detailOf(new DomainError('delivers_pinned', '/sku', 'Said.'))).toBe('Said.');
    expect(detailOf(new DomainError('not_found'))).toMatch(/nothing at this address/);
  });

  it('asks to come again after a fault', () => expect(toProblem(new TransientError('x'), 'r').headers['retry-after']).toBe('1'));

  it('may hold the order that was declined', () =>
    expect(
      problem({ status: 402, code: 'card_declined', requestId: 'r', extensions: { order: { id: 'ord_1' } } }).body,
    ).toMatchObject({
      status: 402,
      title: 'Card declined',
      order: { id: 'ord_1' },
    }));
});
