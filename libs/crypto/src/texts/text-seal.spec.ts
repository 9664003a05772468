import { createSecretKey } from 'node:crypto';
import { freshBytes } from '../fresh-bytes.js';
import { TextSeal } from './text-seal.js';

const key = freshBytes(32);
const sealer = new TextSeal(createSecretKey(key), 'buyers');

describe('a text for another service', () => {
  it('is opened by who holds the same key, for the same purpose and context alone', () => {
    const sealed = sealer.seal('김철수', 'order-1');
    expect(new TextSeal(createSecretKey(key), 'buyers').open(sealed, 'order-1')).toBe('김철수');
    expect(() => sealer.open(sealed, 'order-2')).toThrow();
    expect(() => new TextSeal(createSecretKey(key), 'other').open(sealed, 'order-1')).toThrow();
    expect(() => sealer.open('', 'order-1')).toThrow();
  });
});
