import { once } from 'node:events';
import { connect } from 'node:tls';
import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';

describe('a body that does not come to its end', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  /** Sends the head and then a byte every two seconds; once it is answered, or hung up on, the rest at once. */
  const sendSlowly = async (method: string, path: string, body: string) => {
    const socket = connect({ port: gateway.port, rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    const head = [
      `${method} ${path} HTTP/1.1`,
      'Host: a',
      `Authorization: Bearer ${gateway.apiKey}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Idempotency-Key: slow',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 1)}`);
    let sent = 1;
    const trickle = setInterval(() => {
      socket.write(body.slice(sent, sent + 1));
      sent += 1;
    }, 2_000);
    const beganMs = performance.now();
    let text = '';
    socket.on('data', (chunk) => {
      if (text === '') socket.write(body.slice(sent));
      text += String(chunk);
    });
    // A reset behind the answer is none of the test's business; without an answer the text tells.
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(trickle);
    return { text, tookMs: performance.now() - beganMs };
  };

  it('S9: is answered with 408 after 30 s, and nothing is done though the rest comes then', async () => {
    const slow = await Promise.all([
      sendSlowly('POST', '/v1/orders', JSON.stringify(sampleOrder())),
      sendSlowly('PUT', '/v1/settings/fraud', JSON.stringify({ blockedEmails: Array(100).fill('a@example.com') })),
      sendSlowly('DELETE', '/v1/card-tokens/card_saved', ' '.repeat(1_000)),
    ]);
    for (const { text, tookMs } of slow) {
      expect(text).toMatch(/^HTTP\/1\.1 408 .*connection: close.*"code":"request_timeout","detail":"[^"]*send it again/is);
      expect(tookMs).toBeGreaterThan(29_000);
      expect(tookMs).toBeLessThan(40_000);
    }
    expect(await gateway.stored()).toEqual({ events: 0, idempotencyRecords: 0, cards: 0 });
  }, 60_000);
});
