import { randomBytes, randomUUID } from 'node:crypto';
import {
  create,
  DescribeStoreResponseSchema,
  encode,
  GetLogoResponseSchema,
  type MessageInitShape,
  newEvent,
  type PinnedFile,
  requests,
} from '@tollgate/contracts';
import { orderLink } from '@tollgate/download-link';
import { causeOf, openOrderLog, orderTarget, settingsTarget } from '@tollgate/order-log';
import { fetchWhole, RawClient } from '../testing/client.js';
import { merchant, type Purchase, type Replica, TestStack } from '../testing/test-stack.js';

const mebibyte = 1_048_576;
const contents = { book: randomBytes(8 * mebibyte), song: randomBytes(300_000) };
const logo = randomBytes(500);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let stage: TestStack;
let replica: Replica;
let book: PinnedFile;
let song: PinnedFile;

const get = (path: string, headers?: Record<string, string>) => fetchWhole(replica.port, path, headers);
const text = async (path: string, headers?: Record<string, string>) => String((await get(path, headers)).body);
const statusOf = async (token: string) => JSON.parse(await text(`/d/${token}/status`));
/** The page of the whole order, after so many of its links were issued anew. */
const wholeOf = ({ order, tokens }: Purchase, reissued = 0): string => {
  const link = orderLink(order, [
    ...tokens.map(() => ({ generation: 1 })),
    ...Array.from({ length: reissued }, () => ({ generation: 2 })),
  ]);
  return stage.token(order, link?.index ?? 0, link?.generation);
};

/** A capture by which a parcel leaves. */
const ship = async (order: string, trackingUrl: string): Promise<void> => {
  const amount = { minor: 100n, currency: 'USD' };
  const shipment = { carrier: 'Post', trackingNumber: '1Z999', trackingUrl };
  const command = { id: randomUUID(), hash: '', correlation: order };
  const [requested] = await stage.logs['gateway-ingress'].decide(orderTarget(order), command, () => [
    newEvent('CaptureRequested', { amount, shipment }),
  ]);
  if (requested === undefined) throw new Error('no capture was requested');
  const { id: operation } = requested.header;
  await stage.logs.authorization.decide(orderTarget(order), causeOf(requested), () => [
    newEvent('PaymentCaptured', { operation, amount }),
  ]);
};

/** What notifications and gateway-ingress would say. */
const playNeighbors = async (): Promise<void> => {
  const log = await openOrderLog({
    connectionString: stage.servers.postgres.urlFor('notifications'),
    service: 'notifications',
    publish: (event) => stage.bus.publishEvent(event),
    isRelaying: false,
  });
  const document = JSON.stringify({
    shopName: 'Lamps & more',
    supportEmail: 'help@lamps.example',
    language: 'de',
    logo: 'ab'.repeat(32),
  });
  const command = { id: randomUUID(), hash: '', correlation: randomUUID() };
  await log.decide(settingsTarget(merchant, 'test'), command, () => [newEvent('SettingsChanged', { area: 'receipt', document })]);
  await log.close();
  const answers: Readonly<Record<string, string>> = {
    [requests.describeStore]: encode(
      DescribeStoreResponseSchema,
      create(DescribeStoreResponseSchema, { name: 'Store', timeZone: 'Asia/Tokyo' } as MessageInitShape<
        typeof DescribeStoreResponseSchema
      >),
    ),
    [requests.getLogo]: encode(
      GetLogoResponseSchema,
      create(GetLogoResponseSchema, { type: 'image/png', bytes: logo.toString('base64') }),
    ),
  };
  for (const [subject, answer] of Object.entries(answers))
    stage.bus.connection.subscribe(subject, { callback: (_, message) => void message.respond(answer) });
  await stage.bus.connection.flush();
};

beforeAll(async () => {
  stage = await TestStack.open();
  await playNeighbors();
  replica = await stage.startReplica();
  book = await stage.sell('BOOK', 'book.epub', contents.book);
  song = await stage.sell('SONG', 'song.flac', contents.song);
});
afterAll(() => stage?.close());

describe('the page of a link', () => {
  it('is the shop’s: its name, its clocks, whom to ask, and its language unless the reader wants another', async () => {
    const [token = ''] = (await stage.buy([book])).tokens;
    const page = await text(`/d/${token}`);
    for (const part of [
      'Lamps &amp; more',
      'mailto:help@lamps.example',
      'Japanische Normalzeit',
      'Herunterladen',
      '<html lang="de">',
    ])
      expect(page).toContain(part);
    expect(await text(`/d/${token}`, { 'Accept-Language': 'nl, fr;q=0.5' })).toContain('Télécharger');
    expect(await text(`/d/${token}?lang=ja`, { 'Accept-Language': 'fr' })).toContain('ダウンロードする');
  });

  it('brings the shop’s logo, from this host', async () => {
    const [token = ''] = (await stage.buy([song])).tokens;
    const [, address = ''] = /<img src="([^"]+)" alt="Lamps &amp; more">/.exec(await text(`/d/${token}`)) ?? [];
    const { status, headers, body } = await get(address);
    expect([status, headers['content-type'], body.equals(logo)]).toEqual([200, 'image/png', true]);
    expect((await get('/d/nothing/logo')).code).toBe('not_found');
  });

  it('S10: opens its own item, names the others, and gives no link to them', async () => {
    const { tokens } = await stage.buy([book, song]);
    const page = await text(`/d/${tokens[0]}`);
    expect(page).toContain('song.flac');
    expect(page).toContain(`/d/${tokens[0]}/file`);
    expect(page).not.toContain(tokens[1]);
  });

  it('says of what has ended when that was, and whom to ask', async () => {
    const purchase = await stage.buy([song]);
    await get(`/d/${purchase.tokens[0]}/file`);
    await stage.until(purchase.order, 'DownloadAccessClosed');
    const { status, body } = await get(`/d/${purchase.tokens[0]}`, { 'Accept-Language': 'en' });
    expect(status).toBe(410);
    for (const part of ['All downloads are done', 'song.flac', 'Downloaded on', 'Japan Standard Time', 'help@lamps.example'])
      expect(String(body)).toContain(part);
    expect((await get(`/d/${purchase.tokens[0]}/status`)).code).toBe('access_closed');
  });

  it('S10: that was replaced tells of the shop, and no more of the order’s items', async () => {
    const purchase = await stage.buy([book, song]);
    await stage.reissue(purchase);
    const page = await text(`/d/${purchase.tokens[0]}`, { 'Accept-Language': 'en' });
    expect(page).toContain('This link was replaced');
    expect(page).toContain('help@lamps.example');
    expect(page).not.toMatch(/song\.flac|book\.epub/);
  });

  it('S10: that nobody made tells of nobody, in the reader’s language', async () => {
    const { status, body } = await get('/d/nothing', { 'Accept-Language': 'es' });
    expect([status, String(body)]).toEqual([404, expect.stringContaining('No existe esta descarga')]);
    expect(String(body)).not.toContain('Lamps');
    const { order } = await stage.place();
    expect(await text(`/d/${stage.token(order, 0)}`)).not.toContain('Lamps');
  });
});

describe('the page of a whole order', () => {
  it('gives out every item that is left, each by its own link, and closes with the last', async () => {
    const purchase = await stage.buy([book, song]);
    const whole = wholeOf(purchase);
    const page = await text(`/d/${whole}`);
    for (const token of purchase.tokens) expect(page).toContain(`action="/d/${token}/file"`);
    await get(`/d/${purchase.tokens[0]}/file`);
    await stage.until(purchase.order, 'DownloadCompleted');
    const after = await text(`/d/${whole}`);
    expect(after).not.toContain(`${purchase.tokens[0]}/file`);
    expect(after).toContain(`${purchase.tokens[1]}/file`);
    await get(`/d/${purchase.tokens[1]}/file`);
    await stage.until(purchase.order, 'DownloadAccessClosed');
    expect((await get(`/d/${whole}`)).status).toBe(410);
  });

  it('S10: tells where the parcel is, also once everything was downloaded, and no link of one item does', async () => {
    const purchase = await stage.buy([song]);
    await ship(purchase.order, 'https://carrier.example/track/1Z999');
    const whole = `/d/${wholeOf(purchase)}?lang=en`;
    const parcel = '<a href="https://carrier.example/track/1Z999" rel="noreferrer">Follow your parcel</a>';
    expect(await text(whole)).toContain(parcel);
    expect(await text(`/d/${purchase.tokens[0]}?lang=en`)).not.toContain('1Z999');
    await get(`/d/${purchase.tokens[0]}/file`);
    await stage.until(purchase.order, 'DownloadAccessClosed');
    const closed = await get(whole, { accept: 'text/html' });
    expect([closed.status, String(closed.body).includes(parcel)]).toEqual([410, true]);
    expect(String((await get(`/d/${purchase.tokens[0]}`, { accept: 'text/html' })).body)).not.toContain('1Z999');
    await stage.reissue(purchase);
    expect(await text(whole, { accept: 'text/html' })).not.toContain('1Z999');
  });

  it('S10: opens no file itself, and is void once a link of the order was issued anew', async () => {
    const purchase = await stage.buy([song]);
    expect(await get(`/d/${wholeOf(purchase)}/file`)).toMatchObject({ status: 404, code: 'not_found' });
    await stage.reissue(purchase);
    expect(String((await get(`/d/${wholeOf(purchase)}`)).body)).toContain('link_replaced');
    expect((await get(`/d/${wholeOf(purchase, 1)}`)).status).toBe(200);
  });

  it('D7: takes the customer’s word for an item, and shows itself again; no page of another order', async () => {
    const behind = await stage.startReplica({ environment: { TOLLGATE_TRUSTED_PROXIES: '127.0.0.1' } });
    const purchase = await stage.buy([song, book]);
    const other = wholeOf(await stage.buy([song]));
    const whole = wholeOf(purchase);
    const confirm = async (token: string, back: string) => {
      const client = await RawClient.ask(
        behind.port,
        `/d/${token}/received?back=${back}`,
        { 'Content-Length': '0' },
        { method: 'POST' },
      );
      await client.read();
      client.close();
      return client.answer;
    };
    for (const [index, back, page] of [
      [0, whole, whole],
      [1, other, purchase.tokens[1]],
    ] as const) {
      const token = purchase.tokens[index] ?? '';
      await fetchWhole(behind.port, `/d/${token}/file`);
      await wait(1_000);
      const shown = String((await fetchWhole(behind.port, `/d/${whole}`)).body);
      expect(shown).toContain(`action="/d/${token}/received?back=${whole}"`);
      expect(await confirm(token, back)).toMatchObject({ status: 303, headers: { location: `/d/${page}` } });
    }
  });
});

describe('what the script of a page asks', () => {
  it('tells how far a download is while it runs, and once it stands still', async () => {
    const { tokens } = await stage.buy([book, song]);
    const [token = ''] = tokens;
    expect((await statusOf(token)).items).toMatchObject([
      { state: 'ready', sentBytes: 0, sizeBytes: book.sizeBytes === undefined ? 0 : 8 * mebibyte },
      { state: 'ready' },
    ]);
    const client = await RawClient.ask(replica.port, `/d/${token}/file`);
    await client.read(2 * mebibyte);
    await wait(1_500);
    const [running] = (await statusOf(token)).items;
    expect(running.state).toBe('running');
    expect(running.sentBytes).toBeGreaterThanOrEqual(2 * mebibyte);
    expect(running.sentBytes).toBeLessThan(8 * mebibyte);
    expect(running.text).toMatch(/^Wird heruntergeladen: \d+,\d MB von 8,4 MB$/);
    client.reset();
    await wait(1_000);
    const [stopped] = (await statusOf(token)).items;
    expect(stopped.state).toBe('interrupted');
    expect(await text(`/d/${token}`)).toContain('Downloadliste');
  });
});
