import { create, ListParkedResponseSchema, RebuildProgressResponseSchema } from '@tollgate/contracts';
import { CannotCheck } from '../stack.js';
import { parkedExitCode } from './parked.js';
import { type RebuildParts, rebuildEnd, rebuildResult } from './rebuild.js';
import { subjectIn } from './timeline.js';

const progress = (init: { isDone?: boolean; appliedEvents?: bigint; error?: string }) =>
  create(RebuildProgressResponseSchema, init);

describe('tollgate rebuild', () => {
  it('ends with a tick and 0 once the new read models are shown', async () => {
    const answers = [progress({ appliedEvents: 5n }), progress({ isDone: true, appliedEvents: 9n })];
    const seen: bigint[] = [];
    const end = await rebuildEnd({
      progressOf: async () => answers.shift() ?? progress({}),
      show: ({ appliedEvents }) => seen.push(appliedEvents),
      wait: async () => undefined,
      nowMs: () => 0,
    });
    expect(seen).toEqual([5n, 9n]);
    expect(rebuildResult(end, 1234)).toEqual({ text: '✓ 9 events applied anew in 1.2 s', code: 0 });
  });

  it('X1: ends with 1 and the reason when it read less than the log holds', async () => {
    const error = 'incomplete: 3 of the 1811 events in the log could be read';
    const end = await rebuildEnd({
      progressOf: async () => progress({ appliedEvents: 3n, error }),
      show: () => undefined,
      wait: () => Promise.reject(new Error('it has ended')),
      nowMs: () => 0,
    });
    const { text, code } = rebuildResult(end, 0);
    expect(code).toBe(1);
    expect(text).toContain(error);
    expect(text).not.toContain('✓');
  });
});

describe('tollgate rebuild on a busy machine', () => {
  const silence = new CannotCheck('reporting does not answer');
  const rebuiltWith = (progressOf: RebuildParts['progressOf']) => {
    let now = 0;
    const wait = async (ms: number) => {
      now += ms;
    };
    return { end: rebuildEnd({ progressOf, show: () => undefined, wait, nowMs: () => now }), waitedMs: () => now };
  };

  it('asks again where a question about its progress has no answer', async () => {
    const answers = [() => Promise.reject(silence), async () => progress({ isDone: true, appliedEvents: 9n })];
    const { end } = rebuiltWith(() => answers.shift()?.() ?? Promise.reject(silence));
    expect((await end).isDone).toBe(true);
  });

  it('X3: says that reporting does not answer once it was silent for a minute', async () => {
    const { end, waitedMs } = rebuiltWith(() => Promise.reject(silence));
    await expect(end).rejects.toBe(silence);
    expect(waitedMs()).toBe(60_000);
  });

  it('fails at once for whatever is not silence', async () => {
    const defect = new TypeError('a defect');
    const { end, waitedMs } = rebuiltWith(() => Promise.reject(defect));
    await expect(end).rejects.toBe(defect);
    expect(waitedMs()).toBe(0);
  });
});

describe('tollgate parked', () => {
  const one = create(ListParkedResponseSchema, { events: [{ event: 'e', order: 'o', type: 'OrderPlaced' }] }).events;

  it('X3: does not say that nothing is parked where a service does not answer', () =>
    expect(
      parkedExitCode(
        new Map([
          ['fraud', undefined],
          ['authorization', []],
        ]),
      ),
    ).toBe(2));

  it('ends with 1 when something is parked, whoever else is silent', () =>
    expect(
      parkedExitCode(
        new Map([
          ['fraud', undefined],
          ['authorization', one],
        ]),
      ),
    ).toBe(1));

  it('ends with 0 when all answer and nothing is parked', () => expect(parkedExitCode(new Map([['fraud', []]]))).toBe(0));
});

describe('tollgate timeline', () => {
  it('takes an order, a merchant’s settings in a mode, and any subject', () => {
    const uuid = '01890a5d-ac96-774b-bcce-b302099a8057';
    expect(subjectIn(`ord_${uuid.replaceAll('-', '')}`, 'test')).toBe(uuid);
    expect(subjectIn(uuid, 'test')).toBe(uuid);
    expect(subjectIn('mer_demo', 'test')).not.toBe(subjectIn('mer_demo', 'live'));
  });

  it.each(['ord_1', '4111111111111111', 'mer_', '', "mer_x' or 1"])('takes %j for nothing', (id) =>
    expect(subjectIn(id, 'test')).toBeUndefined(),
  );
});
