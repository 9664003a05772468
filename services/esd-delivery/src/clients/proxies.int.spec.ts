import { randomBytes } from 'node:crypto';
import { connect } from 'node:tls';
import type { PinnedFile } from '@tollgate/contracts';
import { fetchWhole, look, type Manner, RawClient } from '../testing/client.js';
import { type Purchase, type Replica, TestStack } from '../testing/test-stack.js';

const mebibyte = 1_048_576;
const content = randomBytes(8 * mebibyte);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const small = randomBytes(100_000);

let stage: TestStack;
/** Takes this machine for a listed proxy. */
let behind: Replica;
let film: PinnedFile;
let song: PinnedFile;

beforeAll(async () => {
  stage = await TestStack.open();
  behind = await stage.startReplica({ environment: { TOLLGATE_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8' } });
  film = await stage.sell('FILM', 'film.mp4', content);
  song = await stage.sell('SONG', 'song.flac', small);
});

afterAll(() => stage?.close());

const page = ({ tokens }: Purchase) => `/d/${tokens[0]}`;
const file = (purchase: Purchase) => `${page(purchase)}/file`;
const statusLater = async ({ port }: Replica, path: string): Promise<number> => {
  await wait(1_000);
  return (await look(port, path)).status;
};
const confirm = (port: number, purchase: Purchase) =>
  fetchWhole(port, `${page(purchase)}/received`, { 'Content-Length': '0' }, { method: 'POST' });

describe('behind a listed proxy', () => {
  it('D7: the end of its connection proves nothing; the customer is asked, and what they say closes the link', async () => {
    const purchase = await stage.buy([film]);
    const { port } = behind;
    expect((await confirm(port, purchase)).status).toBe(409);
    expect((await fetchWhole(port, page(purchase))).body.toString()).not.toContain('/received');
    expect((await fetchWhole(port, file(purchase))).body.equals(content)).toBe(true);
    expect(await statusLater(behind, file(purchase))).toBe(200);
    expect((await fetchWhole(port, page(purchase))).body.toString()).toContain(`action="${page(purchase)}/received"`);
    const answer = await confirm(port, purchase);
    expect([answer.status, answer.headers.location]).toEqual([303, page(purchase)]);
    expect((await fetchWhole(port, page(purchase))).status).toBe(410);
    expect(await fetchWhole(port, file(purchase))).toMatchObject({ status: 410, code: 'access_closed' });
    expect((await confirm(port, purchase)).status).toBe(410);
  });

  it('D7: a transfer that stopped half-way is no download, whatever anybody says', async () => {
    const purchase = await stage.buy([film]);
    const client = await RawClient.ask(behind.port, file(purchase));
    await client.read(1_000);
    client.close();
    await wait(300);
    expect(await confirm(behind.port, purchase)).toMatchObject({ status: 409 });
    expect(await statusLater(behind, file(purchase))).toBe(200);
  });

  it('D7: a resume proves what came before it, also at the very end of the file', async () => {
    const purchase = await stage.buy([film]);
    await fetchWhole(behind.port, file(purchase), { Range: `bytes=0-${4 * mebibyte - 1}` });
    await fetchWhole(behind.port, file(purchase), { Range: `bytes=${4 * mebibyte}-` });
    expect(await statusLater(behind, file(purchase))).toBe(200);
    expect((await fetchWhole(behind.port, file(purchase), { Range: `bytes=${content.length}-` })).status).toBe(416);
    expect(await statusLater(behind, file(purchase))).toBe(410);
  });

  it('a program that confirms is answered as people are: the page is theirs', async () => {
    const purchase = await stage.buy([song]);
    expect((await fetchWhole(behind.port, `${page(purchase)}/received`)).status).toBe(405);
    expect((await confirm(behind.port, { ...purchase, tokens: ['nothing'] })).headers['content-type']).toContain('text/html');
  });
});

const announcing = (address: string): Manner => ({
  prologue: Buffer.from(`PROXY TCP4 ${address} 10.0.0.1 51234 443\r\n`, 'latin1'),
});
const inBinary = (address: string): Manner => {
  const head = Buffer.from('0d0a0d0a000d0a515549540a2111000c', 'hex');
  return { prologue: Buffer.from([...head, ...address.split('.').map(Number), 10, 0, 0, 1, 200, 34, 1, 187]) };
};

describe('the PROXY protocol', () => {
  it.each([
    ['1', announcing('203.0.113.7')],
    ['2', inBinary('203.0.113.8')],
  ])('D7: version %s is understood from a listed proxy', async (_, manner) => {
    const purchase = await stage.buy([song]);
    const { status, body } = await fetchWhole(behind.port, file(purchase), {}, manner);
    expect([status, body.equals(small)]).toEqual([200, true]);
  });

  it('D7: is no TLS from anybody else', async () => {
    const { port } = await stage.startReplica();
    await expect(fetchWhole(port, '/d/x', {}, announcing('203.0.113.7'))).rejects.toThrow();
  });

  it('a listed proxy that says nothing at all is let go', async () => {
    const socket = connect({ port: behind.port, host: '127.0.0.1', rejectUnauthorized: false });
    await new Promise((resolve) => socket.once('secureConnect', resolve));
    socket.destroy();
    expect((await fetchWhole(behind.port, '/d/x')).status).toBe(404);
  });
});

describe('what one address may do', () => {
  let limited: Replica;
  beforeAll(async () => {
    limited = await stage.startReplica({
      environment: {
        TOLLGATE_TRUSTED_PROXIES: '127.0.0.1',
        TOLLGATE_DOWNLOADS_REQUESTS_PER_MINUTE: '3',
        TOLLGATE_DOWNLOADS_TRANSFERS_PER_ADDRESS: '2',
        TOLLGATE_DOWNLOADS_CONNECTIONS_PER_ADDRESS: '3',
      },
    });
  });
  const by = (address: string) => ({ 'X-Forwarded-For': `6.6.6.6, ${address}` });

  it('is so many requests a minute; another address has its own, and an IPv6 /64 is one', async () => {
    const ask = async (address: string) => {
      const { status, headers } = await fetchWhole(limited.port, '/d/x/file', by(address));
      return [status, Number(headers['retry-after'] ?? 0) > 0];
    };
    for (const _ of [1, 2, 3]) expect(await ask('203.0.113.20')).toEqual([404, false]);
    expect(await ask('203.0.113.20')).toEqual([429, true]);
    expect(await ask('[::ffff:203.0.113.20]:1234')).toEqual([429, true]);
    expect(await ask('203.0.113.21')).toEqual([404, false]);
    for (const last of ['1', 'ffff:1', 'a:b:c:d'])
      expect(await ask(`2001:db8:1:1:${last.includes(':b') ? '' : ':'}${last}`)).toEqual([404, false]);
    expect(await ask('2001:db8:1:1::9')).toEqual([429, true]);
    expect((await fetchWhole(limited.port, '/d/x', by('203.0.113.20'))).headers['content-type']).toContain('text/html');
  });

  it('is so many files at a time', async () => {
    const purchases = await Promise.all([1, 2, 3].map(() => stage.buy([film])));
    const clients: RawClient[] = [];
    for (const purchase of purchases) {
      const client = await RawClient.ask(limited.port, file(purchase), by('203.0.113.30'));
      await client.read(1);
      clients.push(client);
    }
    expect(clients.map(({ status }) => status)).toEqual([200, 200, 429]);
    const [third] = purchases.slice(2);
    const other = await RawClient.ask(limited.port, file(third as Purchase), by('203.0.113.31'));
    await other.read(1);
    expect(other.status).toBe(200);
    for (const client of [...clients, other]) client.reset();
  });

  it('is so many connections, whoever the proxy is that announces them', async () => {
    const purchase = await stage.buy([song]);
    const open = () => RawClient.ask(limited.port, page(purchase), {}, announcing('203.0.113.40'));
    const clients = [await open(), await open(), await open()];
    await expect(open()).rejects.toThrow();
    for (const client of clients) client.reset();
  });
});

describe('a proxy that is not listed', () => {
  it('D7: completes no file by its own end, has no say in addresses, and the operator is told', async () => {
    const { port, service } = await stage.startReplica();
    const purchase = await stage.buy([song]);
    await fetchWhole(port, file(purchase), { 'X-Forwarded-For': '203.0.113.7' });
    await wait(1_000);
    expect((await look(port, file(purchase))).status).toBe(200);
    const metrics = await (await fetch(`http://127.0.0.1:${service.healthPort}/metrics`)).text();
    expect(metrics).toMatch(/unlisted_proxy_requests_total\{[^}]*\} 1/);
    expect((await fetchWhole(port, file(purchase))).body.equals(small)).toBe(true);
    await wait(1_000);
    expect((await look(port, file(purchase))).status).toBe(410);
  });
});
