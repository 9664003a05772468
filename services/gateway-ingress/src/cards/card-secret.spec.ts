import { format, inspect } from 'node:util';
import { CardSecret } from './card-secret.js';

describe('S18: a card secret', () => {
  const pan = '4111111111111111';
  const secret = new CardSecret(pan);

  it.each([
    ['as text', `${secret}`],
    ['joined', ['a', secret].join()],
    ['as JSON, deep in an object', JSON.stringify({ card: { number: secret } })],
    ['inspected, with all its hidden fields', inspect({ secret }, { showHidden: true, depth: 9 })],
    ['formatted', format('%s %o %j', secret, secret, secret)],
    ['copied', JSON.stringify({ ...secret })],
  ])('prints nothing of itself %s', (_, text) => expect(text).not.toContain('1111'));

  it('is revealed to who asks for it', () => expect(secret.reveal()).toBe(pan));
});
