import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Log } from '../telemetry/logger.js';
import { dropTheRest } from './drop-the-rest.js';
import { type Explain, toProblem } from './to-problem.js';

/** Answers every error of an HTTP entry with its problem document. What is our own mistake is logged, with the
 *  request's id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly explain?: Explain,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { log, explain } = this;
    sendProblem(error, { request: http.getRequest<FastifyRequest>(), reply: http.getResponse<FastifyReply>(), log, explain });
  }
}

export interface Answering {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly log: Log;
  readonly explain?: Explain | undefined;
}

export const sendProblem = (error: unknown, { request, reply, log, explain }: Answering): void => {
  const parameters = { most: request.routeOptions?.bodyLimit ?? 0 };
  const { status, body, headers } = toProblem(error, request.id, { parameters, explain });
  if (status >= 500) log.error({ error, request_id: request.id, route: request.routeOptions?.url, status }, 'request failed');
  if (reply.sent || reply.raw.headersSent) return;
  if (status === 413) dropTheRest(request, reply);
  void reply.code(status).headers(headers).send(JSON.stringify(body));
};
