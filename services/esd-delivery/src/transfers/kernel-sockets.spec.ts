import { connect, createServer, type Socket } from 'node:net';
import { endsOf, hexOf, KernelSockets } from './kernel-sockets.client.js';

describe('hexOf', () => {
  it.each([
    ['127.0.0.1', '0100007F'],
    ['::1', '00000000000000000000000001000000'],
    ['::ffff:127.0.0.1', '0000000000000000FFFF00000100007F'],
    ['2001:db8::ff00:42:8329', 'B80D01200000000000FF000029834200'],
  ])('writes %s as the table does', (address, hex) => expect(hexOf(address)).toBe(hex));
});

describe('KernelSockets', () => {
  it('sees that a connection is open, what the other side has not taken, and that it was reset', async () => {
    const accepted = Promise.withResolvers<Socket>();
    const server = createServer({ allowHalfOpen: true }, accepted.resolve).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const client = connect((server.address() as { port: number }).port, '127.0.0.1');
    const socket = await accepted.promise;
    const ends = endsOf(socket);
    socket.on('error', () => undefined);
    const kernel = new KernelSockets();
    expect(await kernel.look(ends)).toEqual({ isOpen: true, unacknowledgedBytes: 0 });
    socket.write(Buffer.alloc(32 * 1_048_576));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await kernel.look(ends))?.unacknowledgedBytes).toBeGreaterThan(0);
    client.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await kernel.look(ends)).toEqual({ isOpen: false, unacknowledgedBytes: 0 });
    socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
});
