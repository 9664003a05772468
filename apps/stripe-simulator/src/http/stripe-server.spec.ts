import { createHash } from 'node:crypto';
import type { Journal } from '../books/journal.store.js';
import type { Control } from './control.js';
import { Faults } from './faults.js';
import { IdempotencyKeys } from './idempotency-keys.js';
import type { StripeApi } from './stripe-api.js';
import { StripeServer } from './stripe-server.js';

const FORM = 'card[number]=4242424242424242';

/** A server whose API has a defect the first time. */
const begin = async (keys: IdempotencyKeys) => {
  let callCount = 0;
  const answer = () => {
    callCount += 1;
    if (callCount === 1) throw new TypeError('a defect');
    return { status: 200, body: '{}', delivery: 'now', isSaved: true };
  };
  const server = new StripeServer({
    api: { answer } as unknown as StripeApi,
    keys,
    faults: new Faults(),
    control: {} as Control,
    journal: { append: () => [] } as unknown as Journal,
    newRequestId: () => 'req_1',
    lateAnswerMs: 1,
  });
  const port = await server.listen(0, '127.0.0.1');
  const post = () =>
    fetch(`http://127.0.0.1:${port}/v1/refunds`, { method: 'POST', body: FORM, headers: { 'idempotency-key': 'k' } });
  return { server, post };
};

describe('a request that the simulator cannot execute', () => {
  it('leaves its key free: it is executed when it comes again, instead of in use for ever', async () => {
    const { server, post } = await begin(new IdempotencyKeys());
    await expect(post()).rejects.toThrow();
    expect((await post()).status).toBe(200);
    await server.stop();
  });

  it('I15: is kept as a hash, without its card number', async () => {
    const fingerprints: string[] = [];
    class Watched extends IdempotencyKeys {
      override begin(key: string, fingerprint: string) {
        fingerprints.push(fingerprint);
        return super.begin(key, fingerprint);
      }
    }
    const { server, post } = await begin(new Watched());
    await expect(post()).rejects.toThrow();
    await server.stop();
    expect(fingerprints).toEqual([createHash('sha256').update(`POST /v1/refunds ${FORM}`).digest('base64')]);
  });
});
