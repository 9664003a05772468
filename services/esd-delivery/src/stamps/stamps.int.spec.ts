import { createHash } from 'node:crypto';
import { PinFilesRequestSchema, PinFilesResponseSchema, type PinnedFile, requests } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { DeliveryDueWork } from '../due-work/delivery-due-work.handler.js';
import { Markers } from '../marking/markers.client.js';
import { MarkingBrokeOff } from '../marking/marking-broke-off.js';
import { ObjectStore } from '../objects/objects.store.js';
import { blankPdf, readEpub, readPdf, smallEpub } from '../testing/books.js';
import { fetchWhole, look } from '../testing/client.js';
import { StampShop, tellBuyers } from '../testing/stamp-shop.js';
import { merchant, type Replica, TestStack } from '../testing/test-stack.js';
import { StampsConsumer } from './stamps.consumer.js';

let stage: TestStack;
let replica: Replica;
let asking: Requests;
let shop: StampShop;
let now = new Date();
let buyer = { name: '김철수', email: 'kim@example.com' };
const sku = 'BOOK';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const stamp = (fileName: string, text = 'For {name} <{email}>, {order}') => shop.stamp(fileName, text, sku);
const stateOf = (fileName: string) => shop.stateOf(fileName, sku);
const pinned = async (name: string): Promise<PinnedFile> => {
  const wish = { merchant, skus: [sku] };
  const { goods } = await asking.request(requests.pinFiles, PinFilesRequestSchema, PinFilesResponseSchema, wish);
  const files = goods.flatMap(({ forms }) => forms.flatMap(({ form }) => (form.case === 'file' ? [form.value] : [])));
  return files.find((file) => file.name === name) as PinnedFile;
};
/** A paid order of one file; its link, by which its copy can be fetched. */
const buy = async (name: string) => {
  const bought = await stage.buy([await pinned(name)], { sku });
  return { ...bought, link: `/d/${bought.tokens[0]}/file` };
};
/** As a client that comes again when it is told to. */
const fetched = async (link: string, headers: Readonly<Record<string, string>> = {}) => {
  for (;;) {
    const answer = await fetchWhole(replica.port, link, headers);
    if (answer.code !== 'being_prepared') return answer;
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
  }
};
const objectsOf = (order: string) => replica.service.app.get(ObjectStore).keysOf(`${merchant}/stamped/${order}/`);
/** Its object lies there a moment before its row says so. */
const isMade = async (order: string): Promise<boolean> => {
  const made = `SELECT FROM stamped_copies WHERE order_id = '${order}' AND state = 'made'`;
  return (await stage.sql(replica.service, made)).length === 1;
};
const runDue = () => replica.service.app.get(DeliveryDueWork).runDue();
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
};
const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => [],
    (error: unknown) => (error instanceof DomainError ? [error.code, error.field] : [error]),
  );

beforeAll(async () => {
  stage = await TestStack.open();
  await tellBuyers(stage, () => buyer);
  replica = await stage.startReplica({ clock: { now: () => now } });
  asking = new Requests(stage.bus);
  shop = new StampShop(asking);
  await stage.sell(sku, 'book.pdf', await blankPdf(3));
  await stage.sell(sku, 'book.epub', await smallEpub());
});
beforeEach(() => {
  now = new Date();
});
afterAll(() => stage?.close());

describe('a file with a stamp', () => {
  it('is a copy of its own for each buyer, whose size and digest are told as soon as it is there, and not before', async () => {
    await stamp('book.pdf');
    const file = await pinned('book.pdf');
    expect([file.sizeBytes, file.sha256, file.objectKey]).toEqual([0n, '', '']);
    const first = await buy('book.pdf');
    await until(async () => (await stateOf('book.pdf')).ready === 1);
    const head = await look(replica.port, first.link);
    const page = await fetchWhole(replica.port, first.link.replace('/file', ''));
    const whole = await fetched(first.link);
    expect(whole.status).toBe(200);
    expect([head.headers.etag, head.headers['content-length']]).toEqual([`"${sha256(whole.body)}"`, String(whole.body.length)]);
    expect(head.headers['repr-digest']).toBe(`sha-256=:${createHash('sha256').update(whole.body).digest('base64')}:`);
    expect(page.body.toString()).toContain(sha256(whole.body));
    const { pages, custom } = await readPdf(whole.body);
    expect([pages.length, custom.OrderId]).toEqual([3, `ord_${first.order.replaceAll('-', '')}`]);
    for (const text of pages) expect(text).toContain('For 김철수 <kim@example.com>');
    buyer = { name: 'محمد علي', email: 'm@example.com' };
    const second = await fetched((await buy('book.pdf')).link);
    expect((await readPdf(second.body)).custom.LicensedTo).toContain('محمد علي <m@example.com>');
    expect(sha256(second.body)).not.toBe(sha256(whole.body));
  });

  it('is gone on with where it broke off, and is gone from the store once it has arrived', async () => {
    await stamp('book.epub');
    const { link, order } = await buy('book.epub');
    const { etag = '', ...rest } = (await fetched(link, { Range: 'bytes=0-99' })).headers;
    const size = Number(rest['content-range']?.split('/')[1]);
    const begun = await fetched(link, { Range: 'bytes=0-99', 'If-Range': etag });
    const end = await fetched(link, { Range: 'bytes=100-', 'If-Range': etag });
    const whole = Buffer.concat([begun.body, end.body]);
    expect([end.status, whole.length, `"${sha256(whole)}"`]).toEqual([206, size, etag]);
    const entries = await readEpub(whole);
    expect([...entries.keys()][0]).toBe('mimetype');
    expect(entries.get('OEBPS/content.opf')).toContain('m@example.com');
    await stage.until(order, 'DownloadAccessClosed');
    await until(async () => (await objectsOf(order)).length === 0);
    expect((await fetchWhole(replica.port, link)).code).toBe('access_closed');
  });

  it('is gone from the store once it is refunded, or out of time, and made anew for who gets a new link', async () => {
    const refunded = await buy('book.pdf');
    await until(async () => (await objectsOf(refunded.order)).length === 1);
    await stage.refund(refunded.order);
    await until(async () => (await objectsOf(refunded.order)).length === 0);
    const late = await buy('book.pdf');
    await until(async () => (await objectsOf(late.order)).length === 1);
    now = new Date(Date.now() + 4 * 86_400_000);
    await until(async () => {
      await runDue();
      return (await objectsOf(late.order)).length === 0;
    });
    now = new Date();
    const [token] = await stage.reissue(late);
    expect((await fetched(`/d/${token}/file`)).status).toBe(200);
  });
});

describe('a copy', () => {
  it('that is gone from the store is made anew, and sent whole to who had begun with it', async () => {
    const { link, order } = await buy('book.pdf');
    expect((await fetched(link, { Range: 'bytes=0-99' })).status).toBe(206);
    await stage.idle(replica.service, order);
    for (const key of await objectsOf(order)) await replica.service.app.get(ObjectStore).remove(key);
    buyer = { name: 'Bo', email: 'bo@example.com' };
    const whole = await fetched(link);
    expect([whole.status, (await readPdf(whole.body)).custom.LicensedTo]).toEqual([
      200,
      expect.stringContaining('bo@example.com'),
    ]);
    await stage.until(order, 'DownloadAccessClosed');
  });

  it('that is made for a new link while the old one’s is removed stays', async () => {
    const { order } = await buy('book.pdf');
    await until(() => isMade(order));
    const objects = replica.service.app.get(ObjectStore);
    const keysOf = objects.keysOf.bind(objects);
    let looks = 0;
    objects.keysOf = async (prefix) => {
      const keys = await keysOf(prefix);
      const made = `UPDATE stamped_copies SET state = 'made', object_key = '${keys[0]}' WHERE order_id = '${order}'`;
      if (prefix.includes(order)) looks = await stage.sql(replica.service, made).then(() => looks + 1);
      return keys;
    };
    now = new Date(Date.now() + 4 * 86_400_000);
    await until(async () => {
      await runDue();
      return looks > 0;
    });
    objects.keysOf = keysOf;
    now = new Date();
    expect((await objectsOf(order)).length).toBe(1);
  });

  it('of a version that the order did not pin is tried again for a new link, and gone from the store once it has arrived', async () => {
    const late = await stage.sell('LATE', 'late.pdf', await blankPdf(2));
    const bought = await stage.buy([late], { sku: 'LATE' });
    await shop.stamp('late.pdf', '{email}', 'LATE');
    await shop.deliverLatest('LATE');
    const failed = `INSERT INTO stamped_copies (order_id, entitlement_index, content, merchant, sku, name, state, code)
      VALUES ('${bought.order}', 0, '${late.sha256} all {email}', '${merchant}', 'LATE', 'late.pdf', 'failed', 'file_too_complex')`;
    await stage.sql(replica.service, failed);
    expect((await fetchWhole(replica.port, `/d/${bought.tokens[0]}/file`)).code).toBe('preparation_failed');
    const [token] = await stage.reissue(bought);
    await until(async () => (await objectsOf(bought.order)).length === 1);
    const whole = await fetched(`/d/${token}/file`);
    expect([whole.status, (await readPdf(whole.body)).pages[0]]).toEqual([200, buyer.email]);
    await until(async () => (await objectsOf(bought.order)).length === 0);
  });
});

describe('a stamp', () => {
  it('stays on what an order was sold with one gets of newer bytes, also where it was taken away since', async () => {
    await stage.sell('GONE', 'gone.pdf', await blankPdf(1));
    const { version } = await shop.stamp('gone.pdf', 'For {email}', 'GONE');
    const bought = await stage.buy([version?.file as PinnedFile], { sku: 'GONE' });
    await shop.deliverLatest('GONE');
    await shop.unstamp('gone.pdf', 'GONE');
    await stage.sell('GONE', 'gone.pdf', await blankPdf(2));
    const { pages } = await readPdf((await fetched(`/d/${bought.tokens[0]}/file`)).body);
    expect(pages).toEqual([`For ${buyer.email}`, `For ${buyer.email}`]);
  });

  it.each([
    ['book.txt', '{name}', ['unstampable_file', '/name']],
    ['secret.pdf', '{name}', ['encrypted_file', '/name']],
    ['broken.pdf', '{name}', ['malformed_file', '/name']],
    ['none.pdf', '{name}', ['not_found', undefined]],
    ['book.pdf', '{nome}', ['invalid_stamp_text', '/text']],
  ])('is refused on %s with %s, and the file is sold as it was', async (name, text, refusal) => {
    const encrypted = await blankPdf(1, (document) => document.encrypt({ ownerPassword: 'a', userPassword: 'b' }));
    const bytes = name === 'secret.pdf' ? encrypted : Buffer.from('hello');
    if (!['none.pdf', 'book.pdf'].includes(name)) await stage.sell(sku, name, bytes);
    const before = await pinned(name);
    expect(await refusalOf(stamp(name, text))).toEqual(refusal);
    expect(await pinned(name)).toEqual(before);
  });

  it('stays on what replaces its file, and what takes none does not replace it', async () => {
    const before = await pinned('book.pdf');
    const answer = await fetch(await stage.uploadUrl(sku, 'book.pdf'), { method: 'PUT', body: 'no PDF' });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([422, 'malformed_file']);
    expect((await stateOf('book.pdf')).version?.file).toEqual(before);
    const next = await blankPdf(1);
    const told = await stage.sell(sku, 'book.pdf', next);
    expect([told.sha256, Number(told.sizeBytes)]).toEqual([sha256(next), next.length]);
    const { version } = await stateOf('book.pdf');
    expect(version?.file).toMatchObject({ sha256: '', stamp: { text: before.stamp?.text, pages: 'all', sha256: sha256(next) } });
  });

  it('that cannot be put on a copy delivers nothing unmarked: customer, merchant and operator see that, and new links try again', async () => {
    const file = { ...(await pinned('book.pdf')), name: 'book.txt' };
    const bought = await stage.buy([file], { sku });
    const link = `/d/${bought.tokens[0]}/file`;
    await until(async () => (await stateOf('book.txt')).failed === 1);
    const refused = await fetchWhole(replica.port, link);
    expect([refused.status, refused.code, refused.headers['retry-after']]).toEqual([503, 'preparation_failed', '3600']);
    const page = (await fetchWhole(replica.port, link.replace('/file', ''))).body.toString();
    expect(page).toContain('Your own copy could not be prepared.');
    const word = await fetchWhole(
      replica.port,
      link.replace('/file', '/received'),
      { 'Content-Length': '0' },
      { method: 'POST' },
    );
    expect([word.status, (await stage.typesOf(bought.order)).includes('DownloadCompleted')]).toEqual([409, false]);
    expect((await stateOf('book.txt')).failures).toMatchObject([{ order: bought.order, code: 'unstampable_file' }]);
    const failedBefore = (await stateOf('book.txt')).failures[0]?.failedAt;
    await stage.reissue(bought);
    await until(async () => {
      const { failures } = await stateOf('book.txt');
      return failures[0] !== undefined && failures[0].failedAt !== failedBefore;
    });
  });

  it('that breaks off is tried three times, as the machine may be busy, before its copy is one that cannot be made', async () => {
    const markers = replica.service.app.get(Markers);
    const mark = markers.mark.bind(markers);
    let tries = 0;
    markers.mark = async () => {
      tries += 1;
      throw new MarkingBrokeOff('malformed_file', 'it breaks');
    };
    await buy('book.pdf');
    await until(async () => {
      now = new Date(now.getTime() + 60_000);
      await runDue();
      return (await stateOf('book.pdf')).failures[0]?.code === 'malformed_file';
    });
    markers.mark = mark;
    expect(tries).toBe(3);
  });

  it('leaves nothing of who is forgotten, nor of a copy that a crash kept from being known', async () => {
    const { order } = await buy('book.pdf');
    await until(() => isMade(order));
    // As after a crash: a copy lies there, and the row wants one still.
    const again = `UPDATE stamped_copies SET state = 'due', object_key = NULL WHERE order_id = '${order}'`;
    await stage.sql(replica.service, again);
    const wanted = `INSERT INTO due_work (kind, key, due_at, payload)
      VALUES ('stamp', '${order}/0', now() - INTERVAL '1 hour', 'null') ON CONFLICT DO NOTHING`;
    await until(async () => {
      await stage.sql(replica.service, wanted);
      await runDue();
      return (await objectsOf(order)).length === 2;
    });
    await replica.service.app.get(StampsConsumer).forget({ data: { orders: [order] } } as never);
    expect(await objectsOf(order)).toEqual([]);
    const [row] = await stage.sql<{ state: string; object_key: string | null }>(
      replica.service,
      `SELECT state, object_key FROM stamped_copies WHERE order_id = '${order}'`,
    );
    expect(row).toEqual({ state: 'removed', object_key: null });
  });
});
