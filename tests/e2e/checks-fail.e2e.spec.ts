import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { jest } from '@jest/globals';
import { eventually } from '@tollgate/testing';
import { book, someCard, someOrder } from '../load/orders.ts';
import { Shop, uuidOf } from './shop.ts';

jest.setTimeout(300_000);

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'tollgate-checks-'));
const clients = join(folder, 'clients.jsonl');
const cards = join(folder, 'cards.txt');
const usedCard = someCard();

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  writeFileSync(clients, '');
  writeFileSync(cards, `${usedCard} 123\n`);
});
afterAll(async () => {
  await shop?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Said {
  readonly code: number;
  readonly text: string;
}

const dataDir = (): string => dirname(shop.demo.acquirerJournal);

/** Runs a program of the repository to its end, beside the stack. */
const run = (program: string, ...args: readonly string[]): Promise<Said> =>
  new Promise((resolve) => {
    const env = { ...process.env, TOLLGATE_DATA: dataDir(), NO_COLOR: '1' };
    const child = execFile(process.execPath, [join(root, program), ...args], { env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, text: stdout + stderr }),
    );
  });
const tollgate = (...args: readonly string[]): Promise<Said> => run('apps/cli/bin/tollgate.js', ...args);
const check = (...args: readonly string[]): Promise<Said> =>
  run('tests/checker/check.ts', '--stack', dataDir(), '--clients', clients, '--cards', cards, ...args);

const journal = (line: object): void => appendFileSync(clients, `${JSON.stringify(line)}\n`);
const eventOf = (status: number): string => (status === 201 ? 'ok' : status === 402 ? 'fail' : 'unknown');

/** Places an order as a merchant who keeps a journal; answers its body. */
const place = async (body: object = {}, card = someCard()) => {
  const key = randomUUID();
  journal({ event: 'invoke', kind: 'place', key });
  const { status, body: order } = await shop.post('/v1/orders', someOrder({ card, body: body as Record<string, unknown> }), key);
  journal({ event: eventOf(status), kind: 'place', key, status, order: order.id ?? order.order?.id });
  return order;
};

/** Fetches a file as a customer who keeps what arrives. */
const download = async (order: string, url: string): Promise<void> => {
  const { bytes } = await shop.fetchLink(`${url}/file`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  journal({ event: 'ok', kind: 'download', order, savedBytes: bytes.length, sha256, result: 'whole' });
};

const auditIs = (code: number): Promise<Said> =>
  eventually(`an audit that ends with ${code}`, async () => {
    const said = await tollgate('audit', '--grace', '5');
    return said.code === code ? said : undefined;
  });

describe('checks that can fail', () => {
  it('X3: an order that a frozen service keeps is named by the audit, and the service by parked', async () => {
    await place();
    const { fraud } = shop.demo.pids;
    process.kill(fraud as number, 'SIGSTOP');
    const order = await place();
    const parked = await tollgate('parked');
    expect(parked.code).toBe(2);
    expect(parked.text).toContain('? fraud does not answer');
    const { text } = await auditIs(1);
    expect(text).toMatch(new RegExp(`${order.id}: fraud has not assessed it; waits for fraud \\(FraudAssessed\\) for \\d+ s`));
    process.kill(fraud as number, 'SIGCONT');
    await auditIs(0);
    expect(await tollgate('parked')).toEqual({ code: 0, text: '✓ nothing is parked\n' });
  });

  it('X3: events that a frozen reporting does not apply are named', async () => {
    const { reporting } = shop.demo.pids;
    process.kill(reporting as number, 'SIGSTOP');
    await place();
    expect((await tollgate('parked')).text).toContain('? reporting does not answer');
    expect((await auditIs(1)).text).toContain('they wait for reporting');
    process.kill(reporting as number, 'SIGCONT');
    await auditIs(0);
  });

  it('an audit in the middle of a load finds nothing wrong, and passes over nothing', async () => {
    let isOver = false;
    const load = Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let count = 0; count < 40; count += 1) await place();
      }),
    ).finally(() => {
      isOver = true;
    });
    let audits = 0;
    while (!isOver) {
      const said = await tollgate('audit');
      expect(said.text).not.toMatch(/^[✗?–]/m);
      expect(said.code).toBe(0);
      audits += 1;
    }
    await load;
    expect(audits).toBeGreaterThan(1);
  });

  it('the independent checker agrees with a sound run, and has looked at everything', async () => {
    const { id, downloads } = await place({ items: [book] }, usedCard);
    await download(id, downloads[0].url);
    const stranger = await shop.withNewKey('mer_stranger', 'test');
    const { status } = await stranger.get(`/v1/orders/${id}`);
    journal({ event: 'fail', kind: 'look', merchant: 'mer_stranger', foreign: id, status });
    await shop.mailsAreSent();
    await eventually('the end of access', async () => (await shop.eventTypes(id)).includes('DownloadAccessClosed') || undefined);
    await auditIs(0);
    const { code, text } = await check();
    expect(text.split('\n').filter((line) => /^[?✗ ]/.test(line))).toEqual([]);
    expect(code).toBe(0);
  });

  it('the checker ends with 2, and without a tick, for what it has no input for', async () => {
    const { code, text } = await run('tests/checker/check.ts', '--stack', dataDir());
    expect(code).toBe(2);
    for (const invariant of ['I1', 'I6', 'I10', 'I14']) expect(text).toMatch(new RegExp(`^\\? ${invariant} `, 'm'));
    expect(await run('tests/checker/check.ts', '--stack', folder)).toMatchObject({ code: 2 });
  });

  it('the checker finds what was lost, changed, taken twice or written where it must not be', async () => {
    const broken = (said: Said): readonly string[] =>
      [...said.text.matchAll(/^✗ (I\d+) /gm)].map(([, invariant]) => invariant ?? '');
    const [acquirer, mails] = [readFileSync(shop.demo.acquirerJournal, 'utf8'), readFileSync(shop.demo.mailJournal, 'utf8')];
    const spoilt = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const [approval = ''] = acquirer.match(/^\{"kind":"approved".*$/m) ?? [];
    expect(broken(await check('--acquirer', spoilt('a.jsonl', `${acquirer}${approval}\n`)))).toEqual(['I3', 'I4']);
    expect(broken(await check('--mails', spoilt('m.jsonl', mails.split('\n').slice(1).join('\n'))))).toEqual(['I11']);
    const other = `${JSON.stringify({ event: 'ok', kind: 'place', key: 'k', status: 201, order: `ord_${'0'.repeat(32)}` })}\n`;
    expect(broken(await check('--clients', spoilt('c.jsonl', other)))).toEqual(['I1']);
    const [first = '', ...rest] = readFileSync(clients, 'utf8').split('\n');
    const { key } = JSON.parse(first) as { key: string };
    const others = rest.filter((line) => !line.includes(key));
    const untold = ['--stack', dataDir(), '--only', 'I6', '--clients', spoilt('u.jsonl', others.join('\n'))];
    expect(broken(await run('tests/checker/check.ts', ...untold))).toEqual(['I6']);
    const leak = join(dataDir(), 'logs/leak.log');
    writeFileSync(leak, `declined ${usedCard}`);
    expect(broken(await check())).toEqual(['I15']);
    rmSync(leak);
    const id = uuidOf((await place()).id);
    await shop.mailsAreSent();
    await auditIs(0); // reporting shows it, too
    await shop.db.query('ALTER TABLE order_log.events DISABLE TRIGGER USER');
    await shop.db.query(
      `UPDATE order_log.events SET data = replace(data::text, 'Albany', 'Troy')::json, hash = sha256('') WHERE subject_id = $1 AND type = 'OrderPriced'`,
      [id],
    );
    expect(broken(await check())).toEqual(['I13']);
    await shop.db.query(`DELETE FROM order_log.events WHERE subject_id = $1`, [id]);
    expect(broken(await check())).toEqual(expect.arrayContaining(['I1', 'I4', 'I7', 'I11']));
    expect((await tollgate('audit')).code).toBe(1);
  });
});
