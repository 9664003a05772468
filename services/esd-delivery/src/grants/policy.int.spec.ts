import { randomBytes, randomUUID } from 'node:crypto';
import { type PinnedFile, PutSettingsRequestSchema, PutSettingsResponseSchema, requests } from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import { fetchWhole } from '../testing/client.js';
import { merchant, type Replica, TestStack } from '../testing/test-stack.js';

let stage: TestStack;
let replica: Replica;
let book: PinnedFile;

const setDelivery = (document: object) =>
  new Requests(stage.bus).request(requests.putSettings('delivery'), PutSettingsRequestSchema, PutSettingsResponseSchema, {
    merchant,
    mode: 'test',
    document: JSON.stringify(document),
    expectedVersion: -1,
    command: randomUUID(),
    correlation: 'r1',
    actor: 'key_1',
  });
const fetchBook = async (token: string | undefined) => {
  const { status, body } = await fetchWhole(replica.port, `/d/${token}/file`);
  return status === 200 ? 200 : `${status} ${JSON.parse(body.toString()).code}`;
};

beforeAll(async () => {
  stage = await TestStack.open();
  replica = await stage.startReplica();
  book = await stage.sell('BOOK', 'book.epub', randomBytes(200_000));
});

afterAll(() => stage?.close());

describe('a merchant’s delivery settings', () => {
  it('allow two complete downloads of each file, and no third', async () => {
    await setDelivery({ downloads: 2, days: 30 });
    const { order, tokens } = await stage.buy([book]);
    expect([await fetchBook(tokens[0]), await fetchBook(tokens[0])]).toEqual([200, 200]);
    await stage.until(order, 'DownloadAccessClosed');
    expect(await fetchBook(tokens[0])).toBe('410 access_closed');
    expect((await stage.typesOf(order)).filter((type) => type === 'DownloadCompleted')).toHaveLength(2);
  });

  it('are refused with the place where they do not validate, and the last ones stay in force', async () => {
    await expect(setDelivery({ downloads: 0 })).rejects.toMatchObject({ code: 'invalid_settings', field: '/downloads' });
    await expect(setDelivery({ dayz: 3 })).rejects.toMatchObject({ code: 'invalid_settings', field: '/dayz' });
  });
});

describe('a refund', () => {
  it('closes the links of what was refunded', async () => {
    await setDelivery({ downloads: 1, days: 3 });
    const { order, tokens } = await stage.buy([book]);
    await stage.refund(order);
    expect(await fetchBook(tokens[0])).toBe('410 access_revoked');
    expect(await stage.typesOf(order)).toEqual(['DownloadsGranted', 'DownloadAccessRevoked', 'DownloadAccessClosed']);
  });
});
