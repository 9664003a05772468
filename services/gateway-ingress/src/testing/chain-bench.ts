/** What Nest's chain of guard, interceptors and pipe costs on `POST /v1/orders`: the very decorators of the route before a handler that does nothing,
 *  beside the same checks called by hand. In one process, without a socket. Run it: `node services/gateway-ingress/dist/testing/chain-bench.js`. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Body, Controller, Global, Module, Post, Req, Res } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MemoryOrderLog } from '@tollgate/order-log';
import { CONFIG, configureServer, fastifyFor, ORDER_LOG, Tracer } from '@tollgate/service';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ApiKeys } from '../api-keys/api-keys.repository.js';
import { CallerGuard, Public } from '../http/caller.guard.js';
import { type CallerRequest, contextOf } from '../http/caller.js';
import { Command, Commands } from '../http/command.interceptor.js';
import { answerWith } from '../http/http-answer.js';
import { Route } from '../http/route.js';
import { TracingInterceptor } from '../http/tracing.interceptor.js';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import { orderAnswerSchema } from '../orders/order-answer.schema.js';
import { type OrderBody, orderSchema } from '../placements/order.schema.js';
import { readBody } from '../validation/validation.pipe.js';
import { sampleOrder } from './orders.js';

const caller = { merchant: 'mer_demo', mode: 'test', actor: 'key' } as const;
const folder = mkdtempSync(join(tmpdir(), 'chain-bench-'));
const keyFile = join(folder, 'key');
writeFileSync(keyFile, randomBytes(32).toString('base64'));

const answer = { status: 201, body: { id: 'ord_1' }, headers: { location: '/v1/orders/ord_1' } };

@Controller()
class Chains {
  constructor(
    private readonly tracer: Tracer,
    private readonly keys: ApiKeys,
    private readonly commands: Commands,
  ) {}

  @Post('chain')
  @Command()
  @Route({
    id: 'chain',
    right: 'signed_in',
    summary: 'By decorators',
    body: orderSchema,
    answers: { 201: ['Placed', orderAnswerSchema] },
  })
  async byDecorators(
    @Body() _body: OrderBody,
    @Req() request: CallerRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    contextOf(request);
    return answerWith(reply, answer);
  }

  /** As `POST /v1/orders` does. */
  @Post('order')
  @Route({
    id: 'order',
    right: 'signed_in',
    summary: 'By guard and pipe',
    body: orderSchema,
    answers: { 201: ['Placed', orderAnswerSchema] },
  })
  async byGuardAndPipe(
    @Body() _body: OrderBody,
    @Req() request: CallerRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return answerWith(reply, await this.commands.run(request, async () => answer));
  }

  @Post('direct')
  @Public()
  async byHand(@Req() request: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    request.caller = this.keys.recall('') ?? caller;
    const done = await this.tracer.trace('POST /direct', undefined, async (traceparent) => {
      request.traceparent = traceparent;
      request.attempt = {};
      readBody(orderSchema, request.body);
      contextOf(request);
      return answer;
    });
    void reply.code(done.status).headers(done.headers).send(JSON.stringify(done.body));
  }
}

const provided = [
  { provide: CONFIG, useValue: { TOLLGATE_LOOKUP_KEY_FILE: keyFile } },
  { provide: ORDER_LOG, useValue: new MemoryOrderLog({ service: 'gateway-ingress' }) },
  { provide: Tracer, useValue: new Tracer({ service: 'bench', endpoint: undefined }) },
  { provide: ApiKeys, useValue: { recall: () => caller } },
];

@Global()
@Module({
  controllers: [Chains],
  providers: [
    ...provided,
    CallerGuard,
    Commands,
    IdempotencyRepository,
    IdempotencyInterceptor,
    TracingInterceptor,
    { provide: APP_GUARD, useExisting: CallerGuard },
  ],
})
class Bench {}

const REQUESTS = 5_000;
const ROUNDS = 5;

const app = await NestFactory.create<NestFastifyApplication>(Bench, fastifyFor({ port: 0 }), {
  logger: false,
  bodyParser: false,
});
const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
configureServer(fastify);
app.get(CallerGuard).guardBodies(fastify);
await app.init();
await fastify.ready();

const payload = JSON.stringify(sampleOrder());
const headers = { authorization: 'Bearer x', 'content-type': 'application/json', host: 'localhost' };

/** CPU microseconds for each request. */
const measure = async (url: string): Promise<number> => {
  const before = process.cpuUsage();
  for (let count = 0; count < REQUESTS; count += 1) {
    const { statusCode, body } = await app.inject({ method: 'POST', url, payload, headers });
    if (statusCode !== answer.status) throw new Error(`${url}: ${statusCode} ${body}`);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / REQUESTS;
};

for (let round = 0; round < ROUNDS; round += 1) {
  const [all, order, hand] = [await measure('/chain'), await measure('/order'), await measure('/direct')];
  process.stdout.write(`all of Nest ${all.toFixed(0)} µs, as orders do ${order.toFixed(0)} µs, by hand ${hand.toFixed(0)} µs\n`);
}
await app.close();
rmSync(folder, { recursive: true });
