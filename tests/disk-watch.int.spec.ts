import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, mountSmallDisk, type SmallDisk } from '@tollgate/testing';
import { fullDiskText } from '../scripts/servers/disk-room.ts';
import { watchDisks } from '../scripts/supervisor/processes/disk-watch.ts';

describe('X2: a disk that fills up', () => {
  let disk: SmallDisk;
  beforeAll(() => {
    disk = mountSmallDisk(64);
  });
  afterAll(() => disk?.remove());

  it('is told once for all folders on it, and so is its end', async () => {
    const heard: string[] = [];
    const [data, nats] = [join(disk.path, 'data'), join(disk.path, 'data/nats')];
    mkdirSync(nats, { recursive: true });
    const end = watchDisks([data, nats, join(disk.path, 'not-there')], {
      full: (text) => heard.push(text),
      freed: (folder) => heard.push(`freed ${folder}`),
    });
    disk.fill();
    await eventually('the word', () => heard.length === 1);
    disk.free();
    await eventually('the end of it', () => heard.length === 2);
    end();
    expect(heard).toEqual([`The disk of ${data} is full (0 MB left)`, `freed ${data}`]);
  });

  it('with too many files rather than too much in them is full, too', () => {
    const folder = join(disk.path, 'files');
    mkdirSync(folder);
    const writeAll = () => {
      for (let index = 0; ; index += 1) writeFileSync(join(folder, String(index)), '');
    };
    expect(writeAll).toThrow(/ENOSPC/);
    expect(fullDiskText(folder)).toMatch(/takes no more files \(\d\d MB left\)/);
    rmSync(folder, { recursive: true });
    expect(fullDiskText(disk.path)).toBeUndefined();
  });

  it('is none where there is no such folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tollgate-gone-'));
    rmSync(folder, { recursive: true });
    expect(fullDiskText(folder)).toBeUndefined();
  });
});
