import { randomBytes } from 'node:crypto';
import type { PinnedFile } from '@tollgate/contracts';
import { entitlementId } from '@tollgate/download-link';
import { fetchWhole, look, RawClient } from '../testing/client.js';
import { type Replica, TestStack } from '../testing/test-stack.js';
import { TransferRepository } from '../transfers/transfers.repository.js';

const mebibyte = 1_048_576;
const content = randomBytes(8 * mebibyte);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('new links', () => {
  let stage: TestStack;
  let replica: Replica;
  let film: PinnedFile;
  beforeAll(async () => {
    stage = await TestStack.open();
    replica = await stage.startReplica();
    film = await stage.sell('FILM', 'film.mp4', content);
  });
  afterAll(() => stage?.close());

  const file = (token: string | undefined) => `/d/${token}/file`;
  const get = (token: string | undefined, headers?: Record<string, string>) => fetchWhole(replica.port, file(token), headers);

  it('I10: are good for one complete download more, and the older ones for nothing', async () => {
    const purchase = await stage.buy([film]);
    expect((await get(purchase.tokens[0])).status).toBe(200);
    await stage.until(purchase.order, 'DownloadAccessClosed');
    const [token] = await stage.reissue(purchase);
    expect(await get(purchase.tokens[0])).toMatchObject({ status: 410, code: 'link_replaced' });
    expect((await get(token)).body.equals(content)).toBe(true);
    expect(await get(token)).toMatchObject({ status: 410, code: 'access_closed' });
    const closings = async () => (await stage.typesOf(purchase.order)).filter((type) => type === 'DownloadAccessClosed').length;
    while ((await closings()) < 2) await wait(50);
    expect((await stage.typesOf(purchase.order)).slice(4)).toEqual([
      'DownloadsReissueRequested',
      'DownloadsReissued',
      'DownloadStarted',
      'DownloadCompleted',
      'DownloadAccessClosed',
    ]);
  });

  it('I10: are good again where the older ones expired', async () => {
    const purchase = await stage.buy([film], { paidAt: new Date(Date.now() - 80 * 3_600_000) });
    expect(await get(purchase.tokens[0])).toMatchObject({ status: 410, code: 'link_expired' });
    const [token] = await stage.reissue(purchase);
    expect((await get(token)).status).toBe(200);
    expect((await get(token)).status).toBe(410);
  });

  it('go on with a download that is half done', async () => {
    const purchase = await stage.buy([film]);
    const half = { Range: `bytes=0-${content.length / 2 - 1}` };
    const start = (await get(purchase.tokens[0], half)).body;
    const [token] = await stage.reissue(purchase);
    const rest = await get(token, { Range: `bytes=${start.length}-` });
    expect(Buffer.concat([start, rest.body]).equals(content)).toBe(true);
    await wait(1_000);
    expect((await look(replica.port, file(token))).status).toBe(410);
  });

  it('have nothing of it for whoever begins anew and breaks off', async () => {
    const purchase = await stage.buy([film]);
    const most = { Range: `bytes=0-${content.length - 1_001}` };
    await get(purchase.tokens[0], most);
    const [token] = await stage.reissue(purchase);
    await get(token, { Range: `bytes=${content.length - 1_000}-${content.length - 1}` });
    await wait(1_000);
    expect((await look(replica.port, file(token))).status).toBe(200);
  });

  it('I10: keep what came by them when the end of an older download is recorded late', async () => {
    const purchase = await stage.buy([film]);
    await get(purchase.tokens[0]);
    await stage.until(purchase.order, 'DownloadAccessClosed');
    const [token] = await stage.reissue(purchase);
    const half = content.length / 2;
    await get(token, { Range: `bytes=0-${half - 1}` });
    const older = { generation: 1, round: 0, isLast: false };
    await replica.service.app.get(TransferRepository).recorded(entitlementId(purchase.order, 0), older);
    await get(token, { Range: `bytes=${half}-` });
    await wait(1_000);
    expect((await look(replica.port, file(token))).status).toBe(410);
  });

  it('let a transfer of an older one come to its end, which counts for nothing', async () => {
    const purchase = await stage.buy([film]);
    const slow = await RawClient.ask(replica.port, file(purchase.tokens[0]));
    await slow.read(1_000);
    const [token] = await stage.reissue(purchase);
    await get(token, { Range: 'bytes=0-9' });
    expect((await slow.read()).equals(content)).toBe(true);
    slow.close();
    await wait(1_000);
    expect((await look(replica.port, file(token))).status).toBe(200);
    expect((await get(token)).body.equals(content)).toBe(true);
    await wait(1_000);
    expect((await look(replica.port, file(token))).status).toBe(410);
  });

  it('are not given for what was refunded', async () => {
    const purchase = await stage.buy([film]);
    await stage.refund(purchase.order);
    const [token] = await stage.reissue(purchase);
    expect(await get(token)).toMatchObject({ status: 410, code: 'link_replaced' });
  });
});
