import { systemRandom } from './random.js';

describe('the system randomness', () => {
  it('spreads fractions evenly between 0 and 1, and never reaches 1', () => {
    const tenths = Array<number>(10).fill(0);
    for (let i = 0; i < 20_000; i += 1) {
      const tenth = Math.floor(systemRandom.fraction() * 10);
      tenths[tenth] = (tenths[tenth] ?? Number.NaN) + 1;
    }
    expect(tenths).toHaveLength(10);
    // 2,000 expected, standard deviation 42: seven of them either way.
    for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(300);
  });

  it('gives as many bytes as asked for', () => expect(systemRandom.bytes(33)).toHaveLength(33));
});
