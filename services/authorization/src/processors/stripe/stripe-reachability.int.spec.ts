import { createServer } from 'node:http';
import { processorAt, StripeStack } from './testing/stripe-stack.js';

describe('Stripe out of reach', () => {
  it('makes the processor unready after three tries, and ready again with the first answer', async () => {
    const stack = await StripeStack.start();
    const { original } = await stack.authorized();
    await stack.stop();
    const told: boolean[] = [];
    const processor = processorAt(stack.simulator.url, { onReachable: (isUp) => told.push(isUp) });
    const capture = async () => (await processor.prepare(stack.request('capture', { original }))).submit();
    for (let tries = 0; tries < 3; tries += 1) expect(await capture()).toEqual({ outcome: 'unknown', cause: 'link_lost' });
    expect([processor.isReady, told]).toEqual([false, [false]]);

    const server = createServer((_request, response) => response.writeHead(503).end('{}'));
    await new Promise<void>((resolve) => server.listen(Number(new URL(stack.simulator.url).port), '127.0.0.1', resolve));
    expect(await capture()).toEqual({ outcome: 'unknown', cause: 'no_answer' });
    expect([processor.isReady, told]).toEqual([true, [false, true]]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
