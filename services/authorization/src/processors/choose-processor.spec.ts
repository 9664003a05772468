import { chooseProcessor } from './choose-processor.js';

const visa = { mode: 'live', currency: 'USD', brand: 'visa' } as const;
const both = ['iso8583', 'stripe'];

describe('chooseProcessor', () => {
  it('takes the first one that serves the mode, where no rule fits', () => {
    expect(chooseProcessor([], visa, both)).toBe('iso8583');
    expect(chooseProcessor([{ currency: 'JPY', processor: 'stripe' }], visa, both)).toBe('iso8583');
  });

  it.each([
    ['a currency', { currency: 'USD' }],
    ['a brand', { brand: 'visa' }],
    ['a mode', { mode: 'live' as const }],
    ['all three', { mode: 'live' as const, currency: 'USD', brand: 'visa' }],
    ['nothing', {}],
  ])('follows a rule that names %s', (_what, rule) =>
    expect(chooseProcessor([{ ...rule, processor: 'stripe' }], visa, both)).toBe('stripe'),
  );

  it('follows the first of two rules that fit', () =>
    expect(chooseProcessor([{ brand: 'visa', processor: 'stripe' }, { processor: 'iso8583' }], visa, both)).toBe('stripe'));

  it('answers none where no processor serves the mode', () => expect(chooseProcessor([], visa, [])).toBeUndefined());

  it('M2: sends nobody elsewhere who chose a processor that does not serve the mode', () =>
    expect(chooseProcessor([{ processor: 'stripe' }], visa, ['iso8583'])).toBeUndefined());
});
