// A server that takes webhooks: each is checked as it came, byte for byte, and handled once.
import { createServer } from 'node:http';
import { SignatureError, verifyWebhook } from '@tollgate/sdk';

const secret = process.env.TOLLGATE_WEBHOOK_SECRET ?? '';
/** In a shop this is a table, with the message's effect in the same transaction. */
const handled = new Set<string>();

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    const { id, payload } = verifyWebhook(request.headers, Buffer.concat(chunks), secret);
    if (!handled.has(id)) console.log(`${id} ${JSON.stringify(payload)}`);
    handled.add(id);
    response.writeHead(204).end();
  } catch (error) {
    response.writeHead(error instanceof SignatureError ? 401 : 500).end();
  }
});
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  const address = server.address();
  console.log(`listening on ${typeof address === 'object' && address !== null ? address.port : ''}`);
});
