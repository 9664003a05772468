import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from './eventually.js';
import { FaultProxy } from './fault-proxy.js';

/** A server that answers each byte with itself, and each connection with its own FIN once the client ended. */
let server: Server;
const accepted: Socket[] = [];
let proxy: FaultProxy;

beforeAll(async () => {
  server = createServer({ allowHalfOpen: true }, (socket) => {
    accepted.push(socket);
    socket.on('error', () => undefined).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());
beforeEach(async () => {
  accepted.length = 0;
  proxy = await FaultProxy.before(`echo://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterEach(() => proxy.close());

interface Client {
  readonly socket: Socket;
  readonly got: () => string;
  readonly ends: string[];
}

const dial = async (): Promise<Client> => {
  const chunks: Buffer[] = [];
  const ends: string[] = [];
  const socket = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('data', (chunk) => chunks.push(chunk)).on('end', () => ends.push('FIN'));
  socket.on('error', (error: NodeJS.ErrnoException) => ends.push(String(error.code)));
  await once(socket, 'connect');
  return { socket, got: () => Buffer.concat(chunks).toString('latin1'), ends };
};
/** A client whose first message was answered. */
const talking = async (): Promise<Client> => {
  const client = await dial();
  client.socket.write('a');
  await eventually('the first answer', () => client.got() === 'a');
  return client;
};
/** Long enough for what is not held up to arrive. */
const moment = () => sleep(80);

describe('a fault proxy', () => {
  it('passes bytes and half-closed connections on, and tells its address in the form of the server’s', async () => {
    expect(proxy.url).toBe(`echo://127.0.0.1:${proxy.port}`);
    const { socket, got, ends } = await talking();
    socket.end('b');
    await eventually('the FIN', () => ends.length > 0);
    expect([got(), ends]).toEqual(['ab', ['FIN']]);
    await eventually('no connection left', () => proxy.linkCount === 0);
  });

  it('passes 32 MiB through unchanged, and holds little of it while the reader sleeps', async () => {
    const { socket, got } = await dial();
    const sent = Buffer.alloc(32 * 1_048_576, 'tollgate');
    socket.pause();
    socket.write(sent);
    await sleep(300);
    expect(accepted[0]?.bytesRead).toBeLessThan(sent.length / 2);
    socket.resume();
    await eventually('all of it', () => socket.bytesRead === sent.length);
    expect(got() === sent.toString()).toBe(true);
  });

  it('frozen: takes connections and bytes, answers nothing, and lets all go on afterwards', async () => {
    const old = await talking();
    proxy.freeze();
    const fresh = await dial();
    for (const { socket } of [old, fresh]) socket.end('b');
    await moment();
    expect([old.got(), fresh.got(), accepted.length]).toEqual(['a', '', 1]);
    await proxy.pass();
    await eventually('both FINs', () => old.ends.length + fresh.ends.length === 2);
    expect([old.got(), fresh.got()]).toEqual(['ab', 'b']);
  });

  it('frozen: what is dropped never comes, nor anything behind it; a connection that sent nothing goes on', async () => {
    const [{ socket, got }, silent] = [await talking(), await talking()];
    proxy.freeze('all', 'dropped');
    socket.write('b');
    await moment();
    await proxy.pass();
    for (const one of [socket, silent.socket]) one.write('c');
    await eventually('what the other sent', () => silent.got() === 'ac');
    await moment();
    expect(got()).toBe('a');
  });

  it('half open: the connection stays silent in that direction once something was lost in it', async () => {
    const { socket, got } = await talking();
    proxy.halfOpen();
    socket.write('b');
    await moment();
    await proxy.pass();
    socket.write('c');
    await moment();
    expect(got()).toBe('a');
    expect(accepted[0]?.bytesRead).toBe(3);
  });

  it('lost: what stands is dead for good, whatever comes later; what is made anew is served', async () => {
    const old = await talking();
    proxy.lose();
    const fresh = await talking();
    await proxy.pass();
    for (const { socket } of [old, fresh]) socket.write('b');
    await eventually('the new one answers', () => fresh.got() === 'ab');
    expect([old.got(), old.ends, accepted[0]?.destroyed]).toEqual(['a', [], false]);
  });

  it('lost: the server’s keepalive finds out, the client’s own end is told to nobody', async () => {
    const { socket, ends } = await talking();
    proxy.lose(200);
    socket.destroy();
    await moment();
    expect(accepted[0]?.destroyed).toBe(false);
    await eventually('the end at the server', () => accepted[0]?.destroyed);
    expect(ends).toEqual([]);
  });

  it('may freeze the connections that stand only, or the new ones only', async () => {
    const old = await talking();
    proxy.freeze('existing');
    const fresh = await talking();
    await proxy.pass();
    proxy.freeze('new');
    const late = await dial();
    for (const { socket } of [old, fresh, late]) socket.write('b');
    await eventually('old ones answer', () => old.got() + fresh.got() === 'abab');
    expect(late.got()).toBe('');
  });

  it('delays every byte without changing the order or holding up the next', async () => {
    const { socket, got } = await talking();
    proxy.delay(150);
    const sinceMs = performance.now();
    for (const letter of 'bcdef') {
      socket.write(letter);
      await sleep(5);
    }
    await eventually('all', () => got() === 'abcdef');
    const tookMs = performance.now() - sinceMs;
    expect(tookMs).toBeGreaterThan(300);
    expect(tookMs).toBeLessThan(5 * 300);
    await proxy.pass();
  });

  it.each([
    ['answers', 'ab'],
    ['requests', 'a'],
  ] as const)('half open: the %s are silent, the other direction goes on', async (silent, received) => {
    const { socket, got } = await talking();
    let heard = '';
    accepted[0]?.on('data', (chunk) => {
      heard += chunk.toString();
    });
    proxy.halfOpen(silent);
    socket.write('b');
    await moment();
    expect([got(), `a${heard}`]).toEqual(['a', received]);
  });

  it('vanished: the server has let go, the client is told nothing', async () => {
    const { socket, ends } = await talking();
    proxy.vanish();
    await eventually('gone at the server', () => accepted[0]?.destroyed);
    socket.write('b');
    await moment();
    expect([ends, proxy.linkCount]).toEqual([[], 1]);
  });

  it('garbage: as many bytes as were sent, and others', async () => {
    const { socket, got } = await talking();
    proxy.garbage();
    socket.write('hello');
    await eventually('noise', () => got().length === 6);
    expect(got()).not.toContain('hello');
  });

  it('cut: both ends see a reset, and a new connection is served', async () => {
    const { ends } = await talking();
    proxy.cut();
    await eventually('reset', () => ends.includes('ECONNRESET'));
    await eventually('reset at the server', () => accepted[0]?.destroyed);
    await talking();
  });

  it('passes a reset of the server on', async () => {
    const { ends } = await talking();
    accepted[0]?.resetAndDestroy();
    await eventually('reset', () => ends.includes('ECONNRESET'));
  });

  it('refuses new connections, keeps those that stand, and listens again at the same port', async () => {
    const old = await talking();
    proxy.refuse();
    await expect(dial()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    old.socket.write('b');
    await eventually('still served', () => old.got() === 'ab');
    await proxy.pass();
    await talking();
  });

  it('resets who connects while the server behind it is away', async () => {
    const away = await FaultProxy.before('echo://127.0.0.1:1');
    const socket = connect(away.port, '127.0.0.1');
    await expect(once(socket, 'end')).rejects.toMatchObject({ code: 'ECONNRESET' });
    await away.close();
  });
});
