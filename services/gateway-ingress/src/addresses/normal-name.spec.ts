import { normalName } from './normal-name.js';

describe('the name that a person is found by', () => {
  it.each([
    ['  Ann   Buyer ', 'ann buyer'],
    ['ANN BUYER', 'ann buyer'],
    ['Ａｎｎ\u3000Ｂｕｙｅｒ', 'ann buyer'],
    ['Jose\u0301 O’Neill', 'josé o’neill'],
    ['김철수', '김철수'],
    ['', ''],
  ])('of %j is %j', (name, normal) => expect(normalName(name)).toBe(normal));
});
