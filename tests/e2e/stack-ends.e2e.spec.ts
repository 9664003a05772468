import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { eventually } from '@tollgate/testing';
import { livingMembers } from '../../scripts/servers/process-group.ts';
import { callApi } from '../load/place.ts';
import { type RunningStack, startStack } from '../stack.ts';

jest.setTimeout(600_000);

/** Throws in the supervisor alone, when it gets SIGUSR2. */
const failing = `data:text/javascript,${encodeURIComponent(
  "if (process.argv[1]?.endsWith('supervisor/main.ts')) process.on('SIGUSR2', () => { throw new Error('a mistake of its own'); });",
)}`;

describe('X4: a stack', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tollgate-stack-'));
  chmodSync(dataDir, 0o755);
  let stack: RunningStack;
  const start = () => startStack({ dataDir, environment: { NODE_OPTIONS: `--import=${failing}` } });
  beforeAll(async () => {
    stack = await start();
  });
  afterAll(async () => {
    await stack?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const supervisorPid = (): number => Number.parseInt(readFileSync(join(dataDir, 'pids/supervisor'), 'utf8'), 10);

  const leavesNothing = async (signal: NodeJS.Signals): Promise<void> => {
    const groups = Object.values(stack.demo().pids);
    expect(groups.length).toBeGreaterThan(10);
    expect(groups.every((group) => livingMembers(group).length > 0)).toBe(true);
    process.kill(supervisorPid(), signal);
    await eventually('the end of all', () => groups.every((group) => livingMembers(group).length === 0));
    await stack.stop();
  };

  const serves = async (): Promise<void> => {
    const { status } = await callApi(stack.demo(), { method: 'GET', path: '/v1/orders' });
    expect(status).toBe(200);
  };

  it('is refused a second time in the same folder, by the id of the one that runs', async () => {
    await expect(start()).rejects.toThrow(`a stack runs on ${dataDir} already (pid ${supervisorPid()})`);
    await serves();
  });

  it('ends as a whole when the supervisor fails by a mistake of its own', () => leavesNothing('SIGUSR2'));

  it('starts again on what was left, which is nothing but its data', async () => {
    stack = await start();
    await serves();
  });

  it('ends as a whole when the supervisor gets SIGKILL', () => leavesNothing('SIGKILL'));

  it('starts again at once after that', async () => {
    stack = await start();
    await serves();
  });
});
