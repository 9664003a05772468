import { mayBegin, nextTurn } from './upload-turns.js';

const many = (count: number, merchant = 'big'): readonly string[] => Array.from({ length: count }, () => merchant);

describe('whose upload may begin', () => {
  it.each([
    ['anybody’s where few run', many(3), 'big', true],
    ['no fifth one of a merchant', many(4), 'big', false],
    ['the first one of another merchant beside four of one', many(4), 'small', true],
    ['no second one of theirs, while others fill the shared places', [...many(4), 'small'], 'small', false],
    ['nobody’s where all places are taken', Array.from({ length: 12 }, (_, index) => `mer_${index}`), 'small', false],
  ])('is %s', (_, running, merchant, may) => expect(mayBegin(running, merchant)).toBe(may));

  it('is that of the merchant with the fewest, and of these who came first', () => {
    expect(nextTurn(['big', 'small', 'other'], ['big', 'big', 'big'])).toBe(1);
    expect(nextTurn(['big'], many(3))).toBe(0);
    expect(nextTurn(['big'], many(4))).toBe(-1);
    expect(nextTurn([], [])).toBe(-1);
  });
});
