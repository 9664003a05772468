import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { EgressClient, type ResolveName } from './egress.client.js';

/** A public address by its form, in a range that is given to nobody: who connects to it gets nowhere. */
const NOBODYS = '2d00::1';

describe('S11: a name that leads within', () => {
  let server: Server;
  let port: number;
  let connections = 0;
  const attempted: string[] = [];
  const noteAttempts = (message: unknown): void => {
    const { socket } = message as { readonly socket: Socket };
    socket.on('connectionAttempt', (address) => attempted.push(address));
  };

  beforeAll(async () => {
    server = createServer((_, answer) => answer.end('thanks'));
    server.on('connection', () => {
      connections += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
    subscribe('net.client.socket', noteAttempts);
  });
  afterAll(async () => {
    unsubscribe('net.client.socket', noteAttempts);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    connections = 0;
    attempted.length = 0;
  });

  const post = (resolve: ResolveName, { url = `https://shop.example:${port}/hook`, allowsLocal = false } = {}) => {
    const client = new EgressClient(resolve);
    const rules = { ports: [port], allowsLocal };
    const asked = { url, headers: {}, body: '{}', rules, timeoutMs: 2_000, maxBodyBytes: 100 };
    return client.post(asked).finally(() => client.close());
  };

  it.each([
    ['this machine', ['127.0.0.1']],
    ['the private network', ['10.0.0.5']],
    ['the cloud’s own', ['169.254.169.254']],
    ['this machine, as IPv6', ['::1']],
    ['this machine, as IPv6 tells an IPv4', ['::ffff:127.0.0.1']],
    ['the public, and this machine too', [NOBODYS, '127.0.0.1']],
  ])('is connected to nowhere: %s', async (_, addresses) => {
    await expect(post(async () => addresses)).rejects.toMatchObject({ code: 'address_not_public' });
    expect([connections, attempted]).toEqual([0, []]);
  });

  it('is connected to at the address that was looked at, and at no other that it has by then', async () => {
    let looks = 0;
    const changing: ResolveName = async () => {
      looks += 1;
      return looks === 1 ? [NOBODYS] : ['127.0.0.1'];
    };
    await expect(post(changing)).rejects.toMatchObject({ code: expect.stringMatching(/connection_failed|timeout/) });
    expect([looks, connections, attempted]).toEqual([1, 0, [NOBODYS]]);
    await expect(post(changing)).rejects.toMatchObject({ code: 'address_not_public' });
    expect([connections, attempted]).toEqual([0, [NOBODYS]]);
  });

  it('is looked at anew for each connection: one that was public once is no address for good', async () => {
    const addresses = [[NOBODYS], ['192.168.1.1']];
    const client = new EgressClient(async () => addresses.shift() ?? []);
    const asked = { headers: {}, body: '', rules: { ports: [port], allowsLocal: false }, timeoutMs: 2_000, maxBodyBytes: 100 };
    const again = () => client.post({ ...asked, url: `https://shop.example:${port}/` });
    await expect(again()).rejects.toMatchObject({ code: expect.stringMatching(/connection_failed|timeout/) });
    await expect(again()).rejects.toMatchObject({ code: 'address_not_public' });
    client.close();
  });

  it('has no address: nothing is connected to', async () => {
    await expect(post(async () => [])).rejects.toMatchObject({ code: 'name_not_found' });
    expect(attempted).toEqual([]);
  });

  it('is asked of no name server where it is this machine’s own, which test mode may reach', async () => {
    const never: ResolveName = () => Promise.reject(new Error('a name server was asked'));
    const answer = await post(never, { url: `http://localhost:${port}/hook`, allowsLocal: true });
    expect([answer.status, answer.body, connections]).toEqual([200, 'thanks', 1]);
    await expect(post(never, { url: `https://localhost:${port}/hook` })).rejects.toMatchObject({ code: 'address_not_public' });
  });
});
