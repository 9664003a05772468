import { TransientError } from '@tollgate/errors';
import { Batched, rowsByKey } from './batched.js';

const recording = (fails: (questions: readonly number[]) => unknown = () => undefined) => {
  const statements: (readonly number[])[] = [];
  const run = async (questions: readonly number[]): Promise<readonly string[]> => {
    statements.push(questions);
    await new Promise((resolve) => setImmediate(resolve));
    const error = fails(questions);
    if (error !== undefined) throw error;
    return questions.map((question) => `answer ${question}`);
  };
  return { statements, run };
};

describe('questions asked in one turn of the loop', () => {
  it('go out as one statement, and each gets its own answer', async () => {
    const { statements, run } = recording();
    const batched = new Batched({ run });
    expect(await Promise.all([1, 2, 3].map((n) => batched.ask(n)))).toEqual(['answer 1', 'answer 2', 'answer 3']);
    expect(statements).toEqual([[1, 2, 3]]);
  });

  it('are cut into statements of a size', async () => {
    const { statements, run } = recording();
    const batched = new Batched({ run, maxBatch: 2 });
    await Promise.all([1, 2, 3, 4, 5].map((n) => batched.ask(n)));
    expect(statements).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('are joined by those that come while a statement is under way', async () => {
    const { statements, run } = recording();
    const batched = new Batched({ run });
    const first = batched.ask(1);
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([first, batched.ask(2), batched.ask(3)]);
    expect(statements).toEqual([[1], [2, 3]]);
  });

  it('do not wait for a statement that is under way where several may be', async () => {
    let inFlight = 0;
    let most = 0;
    const run = async (questions: readonly number[]) => {
      most = Math.max(most, ++inFlight);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inFlight -= 1;
      return questions;
    };
    const batched = new Batched({ run, maxBatch: 1, maxInFlight: 3 });
    await Promise.all([1, 2, 3, 4, 5, 6].map((n) => batched.ask(n)));
    expect(most).toBe(3);
  });
});

describe('a question that cannot stand', () => {
  it('fails alone: its neighbors are answered', async () => {
    const { statements, run } = recording((questions) => (questions.includes(2) ? new Error('bad') : undefined));
    const batched = new Batched({ run });
    const results = await Promise.allSettled([1, 2, 3].map((n) => batched.ask(n)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(statements).toEqual([[1, 2, 3], [1], [2], [3]]);
  });

  it('does not stop the questions that come after it', async () => {
    const { run } = recording((questions) => (questions.includes(2) ? new Error('bad') : undefined));
    const batched = new Batched({ run });
    await expect(batched.ask(2)).rejects.toThrow('bad');
    await expect(batched.ask(3)).resolves.toBe('answer 3');
  });
});

describe('a database that is away', () => {
  it('is told to all at once, and nobody is asked alone', async () => {
    const { statements, run } = recording(() => new TransientError('away'));
    const batched = new Batched({ run });
    const results = await Promise.allSettled([1, 2, 3].map((n) => batched.ask(n)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(statements).toHaveLength(1);
  });

  it('does not make the queue grow beyond its limit', async () => {
    const { run } = recording();
    const batched = new Batched({ run, maxWaiting: 2 });
    const results = await Promise.allSettled([1, 2, 3].map((n) => batched.ask(n)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect((results[2] as PromiseRejectedResult).reason).toBeInstanceOf(TransientError);
  });
});

describe('a statement that answers too little', () => {
  it('is a defect, told to whoever asked', () =>
    expect(new Batched({ run: async () => [] }).ask(1)).rejects.toThrow(
      'invariant broken: each question of a batch has an answer',
    ));
});

describe('rows of many keys', () => {
  it('come back to the key they are of, also one that was asked for twice; a key without rows gets none', () =>
    expect(
      rowsByKey(
        ['b', 'a', 'c', 'a'],
        [
          ['a', '1'],
          ['b', '2'],
          ['a', '3'],
        ],
      ),
    ).toEqual([
      [['b', '2']],
      [
        ['a', '1'],
        ['a', '3'],
      ],
      [],
      [
        ['a', '1'],
        ['a', '3'],
      ],
    ]));
});
