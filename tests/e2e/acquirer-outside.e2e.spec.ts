import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootDir } from '../../scripts/servers/paths.ts';
import { freePort } from '../../scripts/servers/ports.ts';
import { acceptsTcp, waitUntil } from '../../scripts/servers/readiness.ts';
import { Shop, uuidOf } from './shop.ts';

/** Binary lengths, binary-coded decimals: nothing that the stack's own simulator would understand. */
const profile = 'iso87-bcd';

describe('A13: an acquirer outside of the stack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-acquirer-'));
  const journal = join(folder, 'outside.jsonl');
  let acquirer: ChildProcess;
  let shop: Shop;
  beforeAll(async () => {
    const port = await freePort();
    const environment = {
      TOLLGATE_ACQUIRER_HOST: '127.0.0.1',
      TOLLGATE_ACQUIRER_PORT: String(port),
      TOLLGATE_ACQUIRER_PROFILE: profile,
    };
    acquirer = spawn(process.execPath, [join(rootDir, 'apps/acquirer-simulator/dist/main.js')], {
      env: { ...environment, TOLLGATE_ACQUIRER_JOURNAL: journal },
      stdio: 'ignore',
    });
    await waitUntil('the acquirer', 20_000, () => acceptsTcp(port));
    shop = await Shop.open({ environment });
  }, 240_000);
  afterAll(async () => {
    await shop?.close();
    acquirer.kill();
    rmSync(folder, { recursive: true });
  });

  it('takes the payments, in its own format, and no simulator runs beside it', async () => {
    const { status, body } = await shop.place();
    expect([status, body.payment.status]).toEqual([201, 'captured']);
    expect(readFileSync(journal, 'utf8')).toContain(uuidOf(body.id));
    expect(shop.demo.pids).not.toHaveProperty('acquirer');
    expect(shop.demo.acquirerJournal).toBeUndefined();
  });
});
