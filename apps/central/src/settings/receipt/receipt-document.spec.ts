import { fieldOfProblem, orderTyped } from './receipt-document.js';

describe('the draft of a receipt', () => {
  it.each([
    ['/settings/accentColor', 'accentColor'],
    ['/settings/texts/en/greeting', 'texts'],
    ['/order', undefined],
    [undefined, undefined],
  ])('has its problem %s at the field %s', (pointer, field) => expect(fieldOfProblem(pointer)).toBe(field));

  it.each([
    ['', ''],
    [' ord_01890a5dac96774bbcceb302099a8057 ', 'ord_01890a5dac96774bbcceb302099a8057'],
    ['ord_0189', undefined],
  ])('is shown of the order %j', (typed, order) => expect(orderTyped(typed)).toBe(order));
});
