import { describeCardProcessor, type ProcessorHarness, panOf } from '../card-processor.contract.js';
import { ScriptedProcessor } from './scripted-processor.js';

const APPROVES_EVERYTHING = ['declining', 'withoutFunds', 'wrongAddress'] as const;

const start = async (): Promise<ProcessorHarness<(typeof APPROVES_EVERYTHING)[number]>> => {
  const processor = new ScriptedProcessor();
  return {
    processor,
    mode: 'test',
    cards: { approving: '4111111111111111', captureRefused: undefined, refundRefused: undefined },
    amounts: {
      exact: [
        { minor: 500n, currency: 'JPY' },
        { minor: 1234n, currency: 'USD' },
        { minor: 5124n, currency: 'KWD' },
      ],
      refused: [],
    },
    capturesInParts: true,
    books: async (order) => {
      const { authorized, captured, released, refunded } = processor.books.of(order);
      return { held: authorized - captured - released, captured, refunded };
    },
    stop: async () => undefined,
  };
};

describeCardProcessor('the processor in memory', start, APPROVES_EVERYTHING);

describe('a card that the suite asks for', () => {
  it('is the one that was given', () => expect(panOf({ declining: '4000000000000002' }, 'declining')).toBe('4000000000000002'));

  it.each(APPROVES_EVERYTHING)('may not be left out in silence: %s', (name) => expect(() => panOf({}, name)).toThrow(name));

  it('is not demanded by the types, but where the processor is said to lack it', () => {
    // @ts-expect-error: whoever names no card that it cannot show has them all
    const wrong: () => Promise<ProcessorHarness> = start;
    expect(wrong).toBe(start);
  });
});
