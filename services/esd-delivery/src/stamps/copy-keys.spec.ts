import { copyPrefix, isCopyKey } from './copy-keys.js';

describe('the object of a buyer’s copy', () => {
  it('is told by its key', () => {
    expect(isCopyKey(`${copyPrefix({ merchant: 'mer_demo', order: 'an order', index: 1 })}a name`)).toBe(true);
    expect(isCopyKey('mer_demo/a name')).toBe(false);
  });
});
