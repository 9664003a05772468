import { readdirSync } from 'node:fs';
import { eventually, mountSmallDisk, type SmallDisk, startPostgres, type TestPostgres } from '@tollgate/testing';
import { DataSource } from 'typeorm';
import { databaseHealth } from './database-health.js';

describe('I16: the health of a database', () => {
  let disk: SmallDisk;
  let postgres: TestPostgres;
  let database: DataSource;
  beforeAll(async () => {
    disk = mountSmallDisk(200);
    postgres = await startPostgres({ withOrderLog: false, parent: disk.path });
    database = await new DataSource({
      type: 'postgres',
      url: postgres.urlFor('fraud'),
      poolErrorHandler: () => undefined,
    }).initialize();
  });
  afterAll(async () => {
    await database?.destroy();
    await postgres?.stop();
    disk?.remove();
  });

  it('is well while there is room, and asking leaves nothing behind', async () => {
    expect(await databaseHealth(database)).toBe('well');
    const left = readdirSync(disk.path, { recursive: true }).filter((path) => /pgsql_tmp\/./.test(String(path)));
    expect(left).toEqual([]);
    expect(await database.query("SELECT current_setting('work_mem') AS memory")).toEqual([{ memory: '4MB' }]);
  });

  it('X2: names the full disk, on which it still reads, and is well again as soon as there is room', async () => {
    disk.fill();
    expect(await databaseHealth(database)).toBe('full');
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    disk.free();
    expect(await databaseHealth(database)).toBe('well');
  });

  it('is away when the server is', async () => {
    await postgres.kill();
    expect(await databaseHealth(database)).toBe('away');
    // What it had forked sees only a moment later that it is gone, and holds its memory until then.
    await eventually('the server', () =>
      postgres.restart().then(
        () => true,
        () => undefined,
      ),
    );
    expect(await databaseHealth(database)).toBe('well');
  });
});
