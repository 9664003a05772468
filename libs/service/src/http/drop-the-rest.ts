import type { FastifyReply, FastifyRequest } from 'fastify';

/** A client that is busy sending reads nothing; a server that hangs up on it is seen as a broken connection, not as a
 *  413. So the answer goes out at once, and so much of what still comes is read and dropped. */
const maxDroppedBytes = 16 * 1_048_576;

/** Call before the answer is sent: keeps the connection, which Fastify would close. */
export const dropTheRest = ({ raw }: FastifyRequest, reply: FastifyReply): void => {
  reply.removeHeader('connection');
  const { socket } = raw;
  let droppedBytes = 0;
  raw.on('data', (chunk: Buffer) => {
    droppedBytes += chunk.length;
    if (droppedBytes > maxDroppedBytes) socket.destroy();
  });
  raw.resume();
};
