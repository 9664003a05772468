import { randomBytes } from 'node:crypto';
import type { PinnedFile } from '@tollgate/contracts';
import { eventually, mountSmallDisk, type SmallDisk } from '@tollgate/testing';
import { fetchWhole } from '../testing/client.js';
import { type Replica, TestStack } from '../testing/test-stack.js';

const mebibyte = 1_048_576;
const content = randomBytes(2 * mebibyte);

describe('I16: an object store whose disk is full', () => {
  let disk: SmallDisk;
  let stage: TestStack;
  let replica: Replica;
  let song: PinnedFile;

  beforeAll(async () => {
    disk = mountSmallDisk(100);
    stage = await TestStack.open({ storeParent: disk.path });
    replica = await stage.startReplica();
    song = await stage.sell('SONG', 'song.flac', content);
  });
  afterAll(async () => {
    await stage?.close();
    disk?.remove();
  });

  const upload = async (bytes: Buffer): Promise<{ readonly status: number; readonly code?: string }> => {
    const answer = await fetch(await stage.uploadUrl('SONG', 'other.flac'), { method: 'PUT', body: bytes });
    const { code } = (await answer.json()) as { code?: string };
    return { status: answer.status, ...(code === undefined ? {} : { code }) };
  };

  const health = async (): Promise<{ readonly status: string; readonly degraded?: readonly string[] }> => {
    const answer = await fetch(`http://127.0.0.1:${replica.service.healthPort}/health/ready`);
    return (await answer.json()) as { status: string };
  };

  it.each([
    ['one part', 2 * mebibyte],
    ['several parts', 20 * mebibyte],
  ])('answers an upload of %s with 503, names it, and takes it once there is room', async (_, sizeBytes) => {
    const bytes = randomBytes(sizeBytes);
    disk.fill();
    expect(await upload(bytes)).toEqual({ status: 503, code: 'temporarily_unavailable' });
    await eventually('its name', async () => (await health()).degraded?.includes('room_for_files'));
    expect((await health()).status).toBe('ready');
    disk.free();
    await eventually('the end of it', async () => (await health()).degraded === undefined);
    expect((await upload(bytes)).status).toBe(201);
  });

  it('I10: goes on with downloads, and stays ready for them', async () => {
    disk.fill();
    await upload(randomBytes(mebibyte));
    const { tokens, order } = await stage.buy([song]);
    const fetched = await fetchWhole(replica.port, `/d/${tokens[0]}/file`);
    expect(fetched.body.equals(content)).toBe(true);
    await stage.until(order, 'DownloadAccessClosed');
    expect((await health()).status).toBe('ready');
    disk.free();
  });
});
