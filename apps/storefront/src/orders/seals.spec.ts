import { Seals } from './seals.js';

const seals = new Seals('key');
const seal = seals.sealOf('order', 'ord_1');

describe('a seal', () => {
  it('is right on what it was put on', () => expect(seals.isRight('order', { text: 'ord_1', seal })).toBe(true));

  it.each([
    ['another order', 'order', { text: 'ord_2', seal }],
    ['another purpose', 'number', { text: 'ord_1', seal }],
    ['nothing', 'order', { text: 'ord_1', seal: '' }],
    ['half of it', 'order', { text: 'ord_1', seal: seal.slice(0, 20) }],
  ])('is wrong for %s', (_, purpose, given) => expect(seals.isRight(purpose, given)).toBe(false));

  it('is another shop’s under another key', () =>
    expect(new Seals('other').isRight('order', { text: 'ord_1', seal })).toBe(false));
});
