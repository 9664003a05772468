import { DomainError, TransientError } from '@tollgate/errors';
import { explained } from './explained.client.js';

describe('what esd-delivery answers', () => {
  it('is passed on, a refusal with a sentence for people', async () => {
    expect(await explained(Promise.resolve(1))).toBe(1);
    const refused = explained(Promise.reject(new DomainError('keys_exhausted', '/items/0/quantity')));
    await expect(refused).rejects.toMatchObject({
      code: 'keys_exhausted',
      field: '/items/0/quantity',
      detail: expect.stringContaining('charged'),
    });
  });

  it('is left as it is where it has one, or is no refusal', async () => {
    await expect(explained(Promise.reject(new DomainError('other', '/x', 'because')))).rejects.toMatchObject({
      detail: 'because',
    });
    await expect(explained(Promise.reject(new TransientError('away')))).rejects.toBeInstanceOf(TransientError);
  });
});
