import { readdirSync } from 'node:fs';
import { eventually, mountSmallDisk, type SmallDisk, startPostgres, type TestPostgres } from '@tollgate/testing';
import { DataSource } from 'typeorm';
import { DatabaseProbe } from './database-probe.js';

describe('I16: the health of a database', () => {
  let disk: SmallDisk;
  let postgres: TestPostgres;
  let database: DataSource;
  let probe: DatabaseProbe;
  beforeAll(async () => {
    disk = mountSmallDisk(200);
    postgres = await startPostgres({ withOrderLog: false, parent: disk.path });
    probe = new DatabaseProbe({ connectionString: postgres.urlFor('fraud'), name: 'test health' });
    database = await new DataSource({
      type: 'postgres',
      url: postgres.urlFor('fraud'),
      poolErrorHandler: () => undefined,
    }).initialize();
  });
  afterAll(async () => {
    await database?.destroy();
    await probe?.close();
    await postgres?.stop();
    disk?.remove();
  });

  it('is well while there is room, and asking leaves nothing behind', async () => {
    expect(await probe.health()).toBe('well');
    const left = readdirSync(disk.path, { recursive: true }).filter((path) => /pgsql_tmp\/./.test(String(path)));
    expect(left).toEqual([]);
    expect(await database.query("SELECT current_setting('work_mem') AS memory")).toEqual([{ memory: '4MB' }]);
  });

  it('X2: names the full disk, on which it still reads, and is well again as soon as there is room', async () => {
    disk.fill();
    expect(await probe.health()).toBe('full');
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    disk.free();
    expect(await probe.health()).toBe('well');
  });

  it('is away when the server is', async () => {
    await postgres.kill();
    expect(await probe.health()).toBe('away');
    await postgres.restart();
    await eventually('it to be well', async () => (await probe.health()) === 'well');
  });
});
