import { randomUUID } from 'node:crypto';
import { openDatabase } from '@tollgate/service';
import { startPostgres, type TestPostgres } from '@tollgate/testing';
import type { DataSource } from 'typeorm';
import { migrations } from '../database/all.migration.js';
import { entities } from '../database/delivery.entity.js';
import { Sql } from '../database/sql.repository.js';
import type { SelectedBytes } from './select-bytes.js';
import { type TransferOf, TransferRepository, type Unproven } from './transfers.repository.js';

const size = 1_000;
const [half, silent] = [size / 2, { info: () => undefined, warn: () => undefined } as never];
const whole: SelectedBytes = { kind: 'whole', firstByte: 0, endByte: size };
const rest = (firstByte: number): SelectedBytes => ({ kind: 'rest', firstByte, endByte: size });
const part = (firstByte: number, endByte: number): SelectedBytes => ({ kind: 'part', firstByte, endByte });
const sent = (sentTo: number, acknowledgedTo = sentTo) => ({ sentTo, acknowledgedTo });
const cut = (sentTo: number, acknowledgedTo: number): Unproven => ({ sentTo, acknowledgedTo, believedTo: sentTo, state: 'cut' });

let postgres: TestPostgres;
let database: DataSource;
let sql: Sql;
let transfers: TransferRepository;

beforeAll(async () => {
  postgres = await startPostgres();
  database = await openDatabase({
    url: postgres.urlFor('esd_delivery'),
    service: 'esd-delivery',
    entities,
    migrations,
    log: silent,
  });
  sql = new Sql(database);
  transfers = new TransferRepository(sql);
});
afterAll(async () => {
  await database?.destroy();
  await postgres?.stop();
});

const buy = (downloads = 1): TransferOf => ({
  entitlement: randomUUID(),
  order: randomUUID(),
  index: 0,
  generation: 1,
  downloads,
  sizeBytes: size,
  content: 'first',
  versions: { pinned: 'first', begun: undefined },
});
const begin = async (of: TransferOf, bytes: SelectedBytes): Promise<string> => (await transfers.begin(of, bytes, [])).id;
const arrive = async (of: TransferOf, bytes: SelectedBytes) => transfers.arrived(await begin(of, bytes), bytes.endByte);
const later = (seconds: number) => sql.query(`UPDATE transfers SET seen_at = seen_at - $1 * INTERVAL '1 second'`, [seconds]);
const isTaken = async ({ entitlement }: TransferOf): Promise<boolean> =>
  (await sql.query('SELECT FROM entitlements WHERE id = $1 AND covered_at IS NOT NULL', [entitlement])).length > 0;
/** Whether the file counts as taken once nobody asked for anything of it for more than a minute. */
const isTakenAfterAMinute = async (of: TransferOf): Promise<boolean> => {
  await later(61);
  await transfers.completePlanned();
  return isTaken(of);
};
const statesOf = async ({ entitlement }: TransferOf): Promise<readonly string[]> =>
  (
    await sql.query<{ state: string }>(`SELECT state FROM transfers WHERE entitlement_id = $1 ORDER BY first_byte, seen_at`, [
      entitlement,
    ])
  ).map(({ state }) => state);
const sentOf = async ({ entitlement }: TransferOf): Promise<number> =>
  Number(
    (await sql.query<{ sent: string }>(`SELECT sent_bytes AS sent FROM entitlements WHERE id = $1`, [entitlement]))[0]?.sent,
  );
/** A download manager asks for the whole file, then for its second half beside that, which arrives. */
const takeApart = async (of: TransferOf): Promise<string> => {
  const first = await begin(of, whole);
  await arrive(of, part(half, size));
  return first;
};

describe('a file of which it is not known yet how large it is', () => {
  it('D7: is not taken by the customer’s word before a byte of it was sent, and is by its bytes', async () => {
    const of = buy();
    const unknown = { ...of, sizeBytes: 0, content: '', versions: { pinned: '', begun: undefined } };
    expect(await transfers.confirmed(unknown, [])).toBeUndefined();
    expect(await transfers.progressOf([of.entitlement])).toMatchObject([{ isConfirmable: false }]);
    expect((await arrive(of, whole))?.id).toBe(of.entitlement);
  });

  it('D7: is taken where it is known to be empty', async () => {
    const empty = { ...buy(), sizeBytes: 0 };
    expect((await arrive(empty, { kind: 'whole', firstByte: 0, endByte: 0 }))?.id).toBe(empty.entitlement);
  });
});

describe('a transfer that its client cut', () => {
  it('D3: where another one brings the rest makes the file whole a minute later', async () => {
    const of = buy();
    await transfers.ended(await takeApart(of), cut(700, half));
    await transfers.completePlanned();
    expect(await isTaken(of)).toBe(false);
    expect(await isTakenAfterAMinute(of)).toBe(true);
  });

  it('I10: leaves the link open where its last byte can have arrived, and nobody saw that it did', async () => {
    const of = buy();
    await transfers.ended(await takeApart(of), cut(700, half - 1));
    expect(await isTakenAfterAMinute(of)).toBe(false);
  });

  it('I10: at its very end leaves the link open: a phone that died with all of it in its buffers comes back', async () => {
    const of = buy();
    await transfers.ended(await begin(of, part(0, size)), cut(size, size));
    expect(await isTakenAfterAMinute(of)).toBe(false);
  });

  it('I10: leaves the link open where it was not the client that cut it, but we or a proxy', async () => {
    const of = buy();
    await transfers.ended(await takeApart(of), { ...cut(700, 700), state: 'broken' });
    expect(await isTakenAfterAMinute(of)).toBe(false);
  });

  it('I10: leaves the link open where bytes of it were asked for again, also if the store could not bring them', async () => {
    const of = buy();
    await transfers.ended(await takeApart(of), cut(700, half));
    await transfers.withdrawn(await begin(of, part(half - 1, half)));
    expect(await isTakenAfterAMinute(of)).toBe(false);
  });

  it('I10: completes nothing by itself once the merchant has issued new links', async () => {
    const of = buy();
    await transfers.ended(await takeApart(of), cut(700, half));
    const again = { ...of, generation: 2 };
    await transfers.withdrawn(await begin(again, part(half, size)));
    expect(await isTakenAfterAMinute(again)).toBe(false);
    await transfers.arrived(await begin(again, rest(half)), size);
    expect(await isTaken(again)).toBe(true);
  });
});

describe('what is written late', () => {
  it('lets no transfer run again that has ended, and counts nothing twice', async () => {
    const of = buy();
    const id = await begin(of, whole);
    await transfers.progress(id, sent(300));
    await transfers.ended(id, cut(400, 350));
    await transfers.progress(id, sent(400));
    await transfers.ended(id, cut(400, 350));
    expect(await statesOf(of)).toEqual(['broken']);
    expect(await sentOf(of)).toBe(400);
  });

  it('does not set a transfer back', async () => {
    const of = buy();
    const id = await begin(of, whole);
    await transfers.progress(id, sent(300));
    await transfers.progress(id, sent(100));
    expect(await sentOf(of)).toBe(300);
    expect((await transfers.arrived(id, size))?.sentBytes).toBe(size);
  });

  it('I10: of a complete download takes nothing from a customer who is half-way through the new link', async () => {
    const of = buy();
    const first = await arrive(of, whole);
    const again = { ...of, generation: 2 };
    await arrive(again, part(0, half));
    if (first === undefined) throw new Error('the file is not whole');
    await transfers.recorded(first.id, { ...first, isLast: false });
    expect((await arrive(again, rest(half)))?.generation).toBe(2);
  });

  it('I10: of a complete download takes nothing from the next one, if two replicas record it', async () => {
    const of = buy(2);
    const first = await arrive(of, whole);
    if (first === undefined) throw new Error('the file is not whole');
    await transfers.recorded(first.id, { ...first, isLast: false });
    await transfers.ended(await begin(of, whole), cut(half, half));
    await transfers.recorded(first.id, { ...first, isLast: false });
    expect((await arrive(of, rest(half)))?.round).toBe(1);
  });
});

describe('the transfers of a replica that died', () => {
  const die = async (of: TransferOf): Promise<void> => {
    await transfers.progress(await begin(of, whole), sent(half));
    await later(16);
  };

  it('I10: prove once what a resume shows, and not again in the next download', async () => {
    const of = buy(2);
    await die(of);
    const covered = await arrive(of, rest(half));
    if (covered === undefined) throw new Error('the resume proves nothing');
    expect(await statesOf(of)).toEqual([]);
    await transfers.recorded(covered.id, { ...covered, isLast: false });
    expect(await arrive(of, rest(half))).toBeUndefined();
  });

  it('are forgotten with the download that another one completed', async () => {
    const of = buy(2);
    await die(of);
    const [running] = [await begin(of, whole)];
    expect(await statesOf(of)).toEqual(['broken', 'running']);
    const covered = await transfers.arrived(running, size);
    if (covered === undefined) throw new Error('the file is not whole');
    await transfers.recorded(covered.id, { ...covered, isLast: false });
    expect(await statesOf(of)).toEqual([]);
  });

  it('can be gone on with by the link that the merchant issued anew', async () => {
    const of = buy();
    await die(of);
    expect((await arrive({ ...of, generation: 2 }, rest(half)))?.generation).toBe(2);
  });

  it('run on where it was not dead, but the database out of its reach for a while', async () => {
    const of = buy();
    const id = await begin(of, whole);
    await later(16);
    await transfers.withdrawn(await begin(of, part(half, size)));
    expect(await statesOf(of)).toEqual(['broken']);
    await transfers.progress(id, sent(300));
    expect(await statesOf(of)).toEqual(['running']);
    expect((await transfers.arrived(id, size))?.generation).toBe(1);
  });
});
