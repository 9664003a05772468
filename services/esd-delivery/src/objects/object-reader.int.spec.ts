import { randomBytes } from 'node:crypto';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ObjectReader, openObject } from './object-reader.store.js';

const file = randomBytes(1_048_576);
const pieceBytes = 65_536;

describe('a store that is faster than the client', () => {
  let store: Server;
  let reader: ObjectReader;

  beforeAll(async () => {
    store = createServer((socket) => {
      socket
        .on('error', () => undefined)
        .once('data', async () => {
          const head = Buffer.from(`HTTP/1.1 206 Partial Content\r\nContent-Length: ${file.length}\r\n\r\n`);
          socket.write(Buffer.concat([head, file.subarray(0, 1_000)])); // in one read with the head
          await sleep(100);
          socket.end(file.subarray(1_000));
        });
    });
    await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    reader?.close();
    store.close();
  });

  it.each([0, 30, 300])('brings the file’s own bytes where the client takes %d ms over each piece', async (pieceMs) => {
    const address = `http://127.0.0.1:${(store.address() as AddressInfo).port}/film`;
    reader = await openObject({ address, range: { firstByte: 0, endByte: file.length }, mostPieceBytes: pieceBytes });
    const taken: Buffer[] = [];
    let before: Promise<void> = Promise.resolve();
    const whole = new Promise<void>((resolve, reject) => {
      reader.start({
        write: (piece, written) => {
          // The client takes a piece when it has taken those before: until then its memory is nobody else's.
          before = before.then(async () => {
            await sleep(taken.length < 4 ? pieceMs : 0);
            taken.push(Buffer.from(piece));
            written();
            if (taken.reduce((sum, { length }) => sum + length, 0) === file.length) resolve();
          });
        },
        failed: () => reject(new Error('the store gave up')),
      });
    });
    await whole;
    expect(Buffer.concat(taken).equals(file)).toBe(true);
  });
});
