import type { Probe } from '../scripts/servers/readiness.ts';
import { courseAfter, reasonToRestart, untroubled } from '../scripts/supervisor/processes/liveness.ts';
import { crashText } from '../scripts/supervisor/terminal/crash-text.ts';

const well: Probe = { is: 'well' };
const silent: Probe = { is: 'silent' };
const ill: Probe = { is: 'ill', why: 'JetStream write error' };

/** What is decided after the last of these. */
const verdict = (probes: readonly Probe[], isUp = true): string | undefined =>
  reasonToRestart(probes.reduce(courseAfter, untroubled), probes.at(-1) ?? well, isUp);

describe('I17: a process that runs', () => {
  it('is left alone while it answers', () => expect(verdict([well, well, well])).toBeUndefined());

  it('is started again when it was silent eighteen times in a row, not before', () => {
    expect(verdict(Array(17).fill(silent))).toBeUndefined();
    expect(verdict(Array(18).fill(silent))).toBe('it did not answer 18 times in a row');
  });

  it('is left alone when it is merely slow: one answer counts for all', () =>
    expect(verdict([...Array(17).fill(silent), well, ...Array(17).fill(silent)])).toBeUndefined());

  it('B3: is started again when it says twice in a row that it cannot go on', () => {
    expect(verdict([ill])).toBeUndefined();
    expect(verdict([ill, well, ill])).toBeUndefined();
    expect(verdict([ill, silent, ill])).toBeUndefined();
    expect(verdict([ill, ill])).toBe('it says: JetStream write error');
  });

  it('is not ended while it recovers for saying that it is not ready: it has as long as one that is silent', () => {
    expect(verdict(Array(17).fill(ill), false)).toBeUndefined();
    expect(verdict(Array(18).fill(ill), false)).toBe('it says: JetStream write error');
  });
});

describe('what the console says of a process that ended', () => {
  const told = (inARow: number): string | undefined =>
    crashText({
      name: 'fraud',
      how: 'exit code 1',
      delayMs: 400,
      inARow,
      logFile: '/data/logs/fraud.log',
      lastLines: () => ['relation "fraud.rules" does not exist', 'at Rules.load'],
    });

  it('is one line for an accident', () =>
    expect(told(1)).toBe('fraud stopped (exit code 1); starting it again in 0.4 s. Its log: /data/logs/fraud.log'));

  it('is the end of its log and what to do when it ends again and again', () =>
    expect(told(3)).toMatch(
      /does not stay up: it ended 3 times in a row.*\n.*Mend what its log names[\s\S]*fraud\.rules[\s\S]*Rules\.load/,
    ));

  it('is a reminder now and then, no flood', () => {
    const lives = Array.from({ length: 60 }, (_, index) => told(index + 1)).filter((text) => text !== undefined);
    expect(lives).toHaveLength(2 + 1 + 5);
  });
});
