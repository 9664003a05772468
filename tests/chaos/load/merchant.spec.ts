import type { Answer } from '../../load/place.ts';
import { eventOf, keysIn, operationIn, orderIn } from './merchant.ts';

const answer = (status: number, body: object = {}, headers: Answer['headers'] = {}): Answer => ({ status, body, headers });
const capture = { id: 'cap_1', order: { id: 'ord_1' } };

describe('what a merchant notes of an answer', () => {
  it.each<[string, string, Answer | undefined]>([
    ['ok', 'an approval', answer(201)],
    ['unknown', 'no answer', undefined],
    ['unknown', 'what is under way', answer(202)],
    ['unknown', 'a server in trouble', answer(503, {}, { 'retry-after': '1' })],
    ['unknown', 'the same key still running', answer(409, {}, { 'retry-after': '1' })],
    ['fail', 'a decline', answer(402)],
    ['fail', 'what cannot be done', answer(409)],
  ])('%s: %s', (event, _what, given) => expect(eventOf('place', given)).toBe(event));

  it('ok: a mail that was asked for; its server may take its time', () => expect(eventOf('mail', answer(202))).toBe('ok'));

  it('ok: a refund that waits for a second person, who may take their time; one that is under way is not', () => {
    expect(eventOf('refund', answer(202, { id: 'apr_1', kind: 'refund_approval' }))).toBe('ok');
    expect(eventOf('refund', answer(202, { id: 'ref_1', kind: 'refund' }))).toBe('unknown');
  });

  it('names the operation, also where a problem brings it along: a capture that was declined was compared with nothing', () => {
    expect(operationIn(answer(201, capture))).toBe('cap_1');
    expect(operationIn(answer(402, { code: 'declined', operation: capture }))).toBe('cap_1');
    expect(operationIn(answer(409, { code: 'nothing_to_capture' }))).toBeUndefined();
  });

  it('names the license keys, of the order or of the order that comes with an operation', () => {
    const order = { id: 'ord_1', licenseKeys: [{ id: 'lic_1', key: 'KEY-1' }] };
    expect([keysIn(answer(201, order)), keysIn(answer(201, { id: 'cap_1', order }))]).toEqual([['KEY-1'], ['KEY-1']]);
    expect(keysIn(answer(201, { id: 'ord_2', licenseKeys: [] }))).toBeUndefined();
  });

  it('names the order', () => {
    for (const body of [capture, { id: 'ord_1' }, { order: { id: 'ord_1' } }, { id: 'rei_1', order: 'ord_1' }])
      expect(orderIn(answer(201, body))).toBe('ord_1');
    expect(orderIn(answer(409, { code: 'still_running' }))).toBeUndefined();
  });
});
