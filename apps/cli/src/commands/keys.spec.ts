import { create, ListKeysResponseSchema, type RotateKeysResponse, RotateKeysResponseSchema } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { keysReport, rotateUntilDone, rotationReport } from './keys.js';

const progressOf = (remainingCount: number, unreadableCount = 0): RotateKeysResponse =>
  create(RotateKeysResponseSchema, { currentKey: 'c0ffee', dataKeyCount: 10, remainingCount, unreadableCount });

/** Authorization, as it answers one time after the other. */
const rotation = (answers: readonly (RotateKeysResponse | Error)[]) => {
  const left = [...answers];
  const shown: (number | undefined)[][] = [];
  let waitedMs = 0;
  const done = rotateUntilDone({
    rotate: async () => {
      const answer = left.length > 1 ? left.shift() : left[0];
      if (answer === undefined || answer instanceof Error) throw answer;
      return answer;
    },
    progress: { update: (value, total) => void shown.push([value, total]) },
    wait: async (ms) => {
      waitedMs += ms;
    },
  });
  return { done, shown, waited: () => waitedMs };
};

describe('tollgate keys rotate', () => {
  it('shows how far it is until no data key is wrapped by an old vault key', async () => {
    const { done, shown } = rotation([progressOf(10), progressOf(4), progressOf(0)]);
    expect((await done).remainingCount).toBe(0);
    expect(shown).toEqual([
      [0, 10],
      [6, 10],
      [10, 10],
    ]);
  });

  it('goes on when authorization restarts meanwhile', async () => {
    const { done } = rotation([progressOf(10), new TransientError('nobody is there'), progressOf(0)]);
    expect((await done).remainingCount).toBe(0);
  });

  it('ends when nobody answered for a minute', async () => {
    const { done, waited } = rotation([progressOf(10), new TransientError('nobody is there')]);
    await expect(done).rejects.toThrow('nobody is there');
    expect(waited()).toBeGreaterThanOrEqual(60_000);
  });

  it('ends when only such keys are left that nobody can unwrap, and says so', async () => {
    const { done } = rotation([progressOf(10, 2), progressOf(2, 2)]);
    const { text, exitCode } = rotationReport(await done);
    expect([exitCode, text]).toEqual([1, expect.stringContaining('8 of 10 data keys are wrapped by vault key c0ffee; 2 cannot')]);
  });

  it('says in the end what to do with the old key files', () => {
    const { text, exitCode } = rotationReport(progressOf(0));
    expect([exitCode, text]).toEqual([0, expect.stringContaining('TOLLGATE_VAULT_KEY_FILES_OLD')]);
  });
});

describe('tollgate keys list', () => {
  const current = { name: 'c0ffee', isCurrent: true, isConfigured: true, dataKeyCount: 7 };
  const old = { name: 'bead', isCurrent: false, isConfigured: true, dataKeyCount: 0 };
  const report = (...vaultKeys: (typeof current)[]) =>
    keysReport(create(ListKeysResponseSchema, { vaultKeys, sealingKeys: ['5ea1', '0ld'] }));

  it('shows each key by its name, and what it does', () => {
    const { text, exitCode } = report(current, old);
    expect(exitCode).toBe(0);
    for (const row of [/vault .*c0ffee.*current.*7/, /bead.*unwraps/, /sealing.*5ea1.*current/, /0ld.*opens/])
      expect(text).toMatch(row);
    expect(text).not.toContain('rotate');
  });

  it('says when it is time to rotate', () =>
    expect(report(current, { ...old, dataKeyCount: 2 }).text).toContain('tollgate keys rotate'));

  it('fails when a vault key is missing', () => {
    const { text, exitCode } = report(current, { ...old, isConfigured: false, dataKeyCount: 1 });
    expect([exitCode, text]).toEqual([1, expect.stringMatching(/bead.*MISSING/)]);
  });
});
