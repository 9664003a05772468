import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { TransientError } from '@tollgate/errors';
import { migrateOrderLog } from './migrations/migrations.js';
import { verify } from './verify/verify.js';

/** Takes every connection, and says nothing: a server whose machine is frozen. */
let server: Server;
const sockets = new Set<Socket>();

beforeAll(async () => {
  server = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

describe('a database that takes the connection and says nothing', () => {
  it.each([
    ['verify', (connectionString: string) => verify({ connectionString })],
    ['the migration', (connectionString: string) => migrateOrderLog(connectionString)],
  ])(
    'X5: does not keep %s waiting for ever',
    async (_name, work) => {
      const url = `postgres://tollgate@127.0.0.1:${(server.address() as AddressInfo).port}/tollgate`;
      await expect(work(url)).rejects.toBeInstanceOf(TransientError);
    },
    10_000,
  );
});
