import fastify from 'fastify';
import { answerWith } from './http-answer.js';

describe('an answer', () => {
  const answered = async (answer: Parameters<typeof answerWith>[1]) => {
    const server = fastify();
    server.get('/', (_request, reply) => reply.send(answerWith(reply, answer)));
    return server.inject('/');
  };

  it('has its status and body, as JSON unless it says otherwise', async () => {
    const { statusCode, headers, body } = await answered({ status: 201, body: { a: 1 } });
    expect([statusCode, headers['content-type'], body]).toEqual([201, 'application/json; charset=utf-8', '{"a":1}']);
  });

  it('has the headers that it says', async () => {
    const problem = { 'content-type': 'application/problem+json; charset=utf-8', location: '/v1/orders/ord_1' };
    const { headers, body } = await answered({ status: 402, body: { code: 'x' }, headers: problem });
    expect([headers['content-type'], headers.location, body]).toEqual([
      problem['content-type'],
      problem.location,
      '{"code":"x"}',
    ]);
  });
});
