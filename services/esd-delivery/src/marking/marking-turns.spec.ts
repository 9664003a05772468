import { TransientError } from '@tollgate/errors';
import { type MarkedFor, MarkingTurns } from './marking-turns.store.js';

/** Takes turns whose work ends when it is told to. */
const turnsOf = () => {
  const turns = new MarkingTurns();
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  const take = (markedFor: MarkedFor, name: string) =>
    turns.take(markedFor, () => {
      began.push(name);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    });
  return { began, take, end: (name: string) => ends.get(name)?.() };
};

describe('the turns of marking', () => {
  it('are taken one after the other: nothing is read of a file before its own, and buyers do not wait for trials', async () => {
    const { began, take, end } = turnsOf();
    const all = [take('trial', 'first'), take('trial', 'second'), take('buyer', 'third')];
    expect(began).toEqual([]);
    for (const name of ['first', 'third', 'second']) {
      await new Promise(setImmediate);
      end(name);
    }
    await Promise.all(all);
    expect(began).toEqual(['first', 'third', 'second']);
  });

  it('are refused to trials where many wait, and never to a buyer', async () => {
    const { take, end } = turnsOf();
    const taken = [0, 1, 2, 3, 4].map((index) => take('trial', `${index}`));
    await expect(take('trial', 'too many')).rejects.toThrow(TransientError);
    taken.push(take('buyer', 'buyer'));
    for (const name of ['0', 'buyer', '1', '2', '3', '4']) {
      await new Promise(setImmediate);
      end(name);
    }
    await Promise.all(taken);
  });

  it('go on after work that failed', async () => {
    const turns = new MarkingTurns();
    await expect(turns.take('buyer', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await turns.take('trial', async () => 'done')).toBe('done');
  });
});
