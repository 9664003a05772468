import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { acceptsTcp, waitUntil } from '../scripts/servers/readiness.ts';

const program = `
  import { startNats } from '${join(import.meta.dirname, 'servers.ts')}';
  const { url } = await startNats();
  console.log(new URL(url).port);
  setInterval(() => undefined, 1_000);
`;

describe('a server for a test', () => {
  it('does not stay behind when the test run is killed', async () => {
    const run = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(run.stdout, 'data')) as [Buffer];
    const port = Number(said.toString());
    expect(await acceptsTcp(port)).toBe(true);
    run.kill('SIGKILL');
    await waitUntil('the server to end', 10_000, async () => !(await acceptsTcp(port)));
    expect(await acceptsTcp(port)).toBe(false);
  });
});
