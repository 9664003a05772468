import type { PinnedFile } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { eventually } from '@tollgate/testing';
import { Markers } from '../marking/markers.client.js';
import { blankPdf, readPdf } from '../testing/books.js';
import { fetchWhole } from '../testing/client.js';
import { StampShop, tellBuyers } from '../testing/stamp-shop.js';
import { type Replica, TestStack } from '../testing/test-stack.js';

let stage: TestStack;
let replica: Replica;
let shop: StampShop;
const sku = 'BOOK';
const encrypted = () => blankPdf(1, (document) => document.encrypt({ ownerPassword: 'a', userPassword: 'b' }));
const codeOf = async (answer: Response): Promise<readonly [number, string]> => [
  answer.status,
  ((await answer.json()) as { code: string }).code,
];
const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => '',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
const upload = async (of: string, name: string, body: Uint8Array): Promise<Response> =>
  fetch(await stage.uploadUrl(of, name), { method: 'PUT', body: Buffer.from(body) });
/** As a client that comes again when it is told to. */
const fetched = (link: string) =>
  eventually('it is sent', async () => {
    const answer = await fetchWhole(replica.port, link);
    return answer.code === 'being_prepared' ? undefined : answer;
  });
/** While no copy can be made. */
const withoutCopies = async <T>(work: () => Promise<T>): Promise<T> => {
  const markers = replica.service.app.get(Markers);
  const mark = markers.mark.bind(markers);
  markers.mark = () => Promise.reject(new DomainError('file_too_complex', '/name'));
  try {
    return await work();
  } finally {
    markers.mark = mark;
  }
};

beforeAll(async () => {
  stage = await TestStack.open();
  await tellBuyers(stage, () => ({ name: 'Bo', email: 'bo@example.com' }));
  replica = await stage.startReplica();
  shop = new StampShop(new Requests(stage.bus));
  await stage.sell(sku, 'book.pdf', await blankPdf(2));
});
afterAll(() => stage?.close());

describe('a sample of a stamp', () => {
  it('is a copy made out to nobody, before the stamp counts, and is fetched once', async () => {
    const { url } = await shop.sample('book.pdf', 'For {name} <{email}>', sku);
    const { pages, custom } = await readPdf(Buffer.from(await (await fetch(url)).arrayBuffer()));
    expect(pages).toEqual(['For Ann Buyer <ann@example.com>', '']);
    expect(custom.OrderId).toBe(`ord_${'0'.repeat(32)}`);
    expect((await shop.stateOf('book.pdf', sku)).version?.file?.stamp).toBeUndefined();
    expect(await codeOf(await fetch(url))).toEqual([404, 'not_found']);
  });

  it('is refused as the stamp would be', async () => {
    await stage.sell(sku, 'secret.pdf', await encrypted());
    const { url } = await shop.sample('secret.pdf', '{name}', sku);
    expect(await codeOf(await fetch(url))).toEqual([422, 'encrypted_file']);
    expect(await refusalOf(shop.sample('book.pdf', '{nome}', sku))).toBe('invalid_stamp_text');
    expect(await refusalOf(shop.sample('none.pdf', '{name}', sku))).toBe('not_found');
  });
});

describe('copies that could not be made', () => {
  it('are told page by page, in their mode alone, and made for the same links when they are tried again', async () => {
    const { version } = await shop.stamp('book.pdf', 'For {email}', sku);
    const buy = () => stage.buy([version?.file as PinnedFile], { sku });
    const bought = await withoutCopies(async () => {
      const orders = [await buy(), await buy(), await buy()];
      await eventually('three have failed', async () => (await shop.copies({})).copies.length === 3);
      return orders;
    });
    const first = await shop.copies({ limit: 2 });
    const rest = await shop.copies({ limit: 2, cursor: first.nextCursor });
    expect([first.copies.length, rest.copies.length, rest.nextCursor]).toEqual([2, 1, '']);
    const told = [...first.copies, ...rest.copies];
    expect(new Set(told.map(({ order }) => order))).toEqual(new Set(bought.map(({ order }) => order)));
    expect(told[0]).toMatchObject({ sku, fileName: 'book.pdf', state: 'failed', code: 'file_too_complex' });
    expect(told[0]?.tries).toBeGreaterThan(0);
    expect((await shop.copies({ mode: 'live' })).copies).toEqual([]);
    expect(await refusalOf(shop.copies({ cursor: 'x' }))).toBe('invalid_cursor');
    const [{ order, tokens }] = bought as [(typeof bought)[number]];
    expect((await fetchWhole(replica.port, `/d/${tokens[0]}/file`)).code).toBe('preparation_failed');
    expect((await shop.retry(order)).retried).toBe(1);
    expect((await shop.retry(order)).retried).toBe(0);
    await eventually('it is made', async () => (await shop.copies({ order })).copies.length === 0);
    expect((await fetched(`/d/${tokens[0]}/file`)).status).toBe(200);
    expect((await shop.copies({})).copies).toHaveLength(2);
    expect((await shop.retry(order)).retried).toBe(0);
  });
});

describe('a copy that could not be made of a file that takes no stamp', () => {
  it('is made of the one that replaced it when it is tried again: the buyer was told that it cannot be, though it could', async () => {
    await stage.sell('MENDED', 'book.pdf', await blankPdf(1));
    const { version } = await shop.stamp('book.pdf', 'For {email}', 'MENDED');
    const { order, tokens } = await stage.buy([version?.file as PinnedFile], { sku: 'MENDED' });
    await shop.unstamp('book.pdf', 'MENDED');
    await stage.sell('MENDED', 'book.pdf', await encrypted());
    await shop.deliverLatest('MENDED');
    const link = `/d/${tokens[0]}/file`;
    await eventually('it is refused', async () => (await fetchWhole(replica.port, link)).code === 'preparation_failed');
    expect((await shop.copies({ order })).copies).toMatchObject([{ code: 'encrypted_file' }]);
    await stage.sell('MENDED', 'book.pdf', await blankPdf(3));
    expect((await shop.retry(order)).retried).toBe(1);
    expect((await shop.copies({ order })).copies).toEqual([]);
    const whole = await fetched(link);
    expect((await readPdf(whole.body)).pages).toEqual(Array(3).fill('For bo@example.com'));
  });
});

describe('a file that takes no stamp', () => {
  it('takes the place of none that buyers were sold with one, where their links would deliver it: they got nothing at all', async () => {
    await stage.sell('LATEST', 'book.pdf', await blankPdf(1));
    const { version } = await shop.stamp('book.pdf', 'For {email}', 'LATEST');
    const { order, tokens } = await stage.buy([version?.file as PinnedFile], { sku: 'LATEST' });
    await shop.unstamp('book.pdf', 'LATEST');
    expect((await upload('LATEST', 'book.pdf', await blankPdf(2))).status).toBe(201);
    await shop.deliverLatest('LATEST');
    expect(await codeOf(await upload('LATEST', 'book.pdf', await encrypted()))).toEqual([409, 'stamped_copies_owed']);
    expect((await fetched(`/d/${tokens[0]}/file`)).status).toBe(200);
    await stage.until(order, 'DownloadAccessClosed');
    await eventually(
      'nobody has a right to a copy',
      async () => (await upload('LATEST', 'book.pdf', await encrypted())).status === 201,
    );
  });
});
