import { help, readOptions } from './options.ts';

describe('the options of a chaos run', () => {
  it('have defaults, and a seed of their own each time', () =>
    expect(readOptions([])).toMatchObject({
      count: 100,
      minutes: 15,
      ordersPerS: 15,
      connections: 48,
      control: undefined,
      isKept: false,
    }));

  it.each([['--minutes=0'], ['--pace=-1'], ['--count=none'], ['--seed=x'], ['--connections=']])('refuse %s', (arg) =>
    expect(() => readOptions([arg])).toThrow('must be a number above 0'),
  );

  it('refuse a fault that there is not', () =>
    expect(() => readOptions(['--faults', 'kill,flood'])).toThrow('there is no fault flood'));

  it('refuse a control that there is not', () =>
    expect(() => readOptions(['--control', 'toString'])).toThrow('there is no control toString'));

  it('are all in the help, with every way of faults and every control', () => {
    for (const word of [
      '--seed',
      '--minutes',
      '--count',
      '--pace',
      '--connections',
      '--faults',
      '--control',
      '--keep',
      'kill',
      'power-cut',
      'async-commit',
    ])
      expect(help).toContain(word);
  });
});
