import { type CallerRequest, causeOfCommand, contextOf } from './caller.js';

const caller = { merchant: 'mer_demo', mode: 'test', actor: 'key-1' } as const;
const record = { id: 'rec-1', merchant: 'mer_demo', mode: 'test', scope: 'request', key: 'k', fingerprint: 'ab' } as const;
const request = { caller, id: 'req_1', traceparent: '00-1', attempt: { record } } as unknown as CallerRequest;

describe('a merchant’s command', () => {
  it('is the cause of what is appended, under its record’s id and with its key', () =>
    expect(causeOfCommand(contextOf(request))).toEqual({
      id: 'rec-1',
      hash: '',
      correlation: 'req_1',
      traceparent: '00-1',
      on: 'key-1',
      idempotencyRecords: [record],
    }));

  it('has an id of its own where it came without a key', () => {
    const context = { ...contextOf(request), attempt: {} };
    const [first, second] = [causeOfCommand(context), causeOfCommand(context)];
    expect(first).not.toHaveProperty('idempotencyRecords');
    expect(first.id).not.toBe(second.id);
  });
});
