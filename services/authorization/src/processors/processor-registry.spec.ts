import type { ProcessorRequest } from './card-processor.js';
import { processorNames } from './processor-names.data.js';
import { ProcessorRegistry } from './processor-registry.js';
import { ScriptedProcessor } from './testing/scripted-processor.js';

const modes = ['test', 'live'] as const;
const other = { test: 'live', live: 'test' } as const;
const requestOf = (mode: 'test' | 'live'): ProcessorRequest => ({
  kind: 'authorize',
  operation: 'p1',
  order: { id: 'o1', merchant: 'mer_demo', mode, reference: '', placedAt: '2026-11-23T12:00:00.000Z' },
  amount: { minor: 100n, currency: 'USD' },
  isSale: true,
  isFinal: true,
});
const cases = processorNames.flatMap((name) => modes.map((mode) => [name, mode] as const));

describe('ProcessorRegistry', () => {
  it.each(cases)('M2: %s of mode %s is found by orders of its mode alone', (name, mode) => {
    const registry = new ProcessorRegistry([{ processor: new ScriptedProcessor({ name, mode }) }]);
    expect(registry.find(name, mode)?.mode).toBe(mode);
    expect(registry.find(name, other[mode])).toBeUndefined();
    expect([registry.serving(mode), registry.serving(other[mode])]).toEqual([[name], []]);
  });

  it.each(cases)('M2: %s of mode %s writes nothing for an order of the other mode, whoever asks', async (name, mode) => {
    const processor = new ScriptedProcessor({ name, mode });
    const [guarded] = new ProcessorRegistry([{ processor }]).all;
    expect(() => guarded?.prepare(requestOf(other[mode]))).toThrow(`is never sent to ${name}, a processor of mode ${mode}`);
    const prepared = await guarded?.prepare(requestOf(mode));
    expect(await prepared?.submit()).toMatchObject({ outcome: 'approved' });
    expect(processor.received).toHaveLength(1);
  });

  it('lets live orders be tried with the simulator where the operator says so, and with nothing else', async () => {
    const processor = new ScriptedProcessor({ name: 'iso8583', mode: 'test' });
    const registry = new ProcessorRegistry([{ processor, isLiveTrial: true }]);
    await (await registry.find('iso8583', 'live')?.prepare(requestOf('live')))?.submit();
    expect(processor.received).toMatchObject([{ order: { id: 'o1', mode: 'test' } }]);
    const live = new ScriptedProcessor({ mode: 'live' });
    expect(() => new ProcessorRegistry([{ processor: live, isLiveTrial: true }])).toThrow('only a processor of mode test');
  });

  it('has one processor of a name for each mode', () => {
    const processors = modes.map((mode) => ({ processor: new ScriptedProcessor({ name: 'stripe', mode }) }));
    expect(new ProcessorRegistry(processors).find('stripe', 'live')?.mode).toBe('live');
    expect(() => new ProcessorRegistry([...processors, ...processors])).toThrow('different names');
  });
});
