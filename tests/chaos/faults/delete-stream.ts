import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { eventStream } from '@tollgate/contracts';
import { portOffsets } from '../../../scripts/supervisor/table.ts';
import type { ChaosStack } from '../stack/chaos-stack.ts';

const answerWithinMs = 5_000;

/** What `nats stream rm` does, by the four lines of NATS' own protocol that it takes. Source: docs.nats.io, "NATS
 *  Client Protocol". */
export const deleteStream = async ({ dataDir, portBase }: ChaosStack): Promise<void> => {
  const token = /token: "([^"]+)"/.exec(readFileSync(join(dataDir, 'nats/nats.conf'), 'utf8'))?.[1];
  const socket = createConnection({ host: '127.0.0.1', port: portBase + portOffsets.nats });
  const options = JSON.stringify({
    verbose: false,
    pedantic: false,
    auth_token: token,
    lang: 'chaos',
    version: '1',
    protocol: 1,
  });
  socket.setEncoding('utf8').setTimeout(answerWithinMs, () => socket.destroy(new Error('NATS does not answer')));
  await once(socket, 'connect');
  socket.write(`CONNECT ${options}\r\nSUB chaos.answer 1\r\nPUB $JS.API.STREAM.DELETE.${eventStream} chaos.answer 0\r\n\r\n`);
  let heard = '';
  for await (const text of socket) {
    heard += text;
    if (/"success":\s*true/.test(heard)) break; // leaving the loop ends the connection
    if (/-ERR|"error"/.test(heard)) throw new Error(`NATS refused to delete its stream: ${heard}`);
  }
};
