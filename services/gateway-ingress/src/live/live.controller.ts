import type { ServerResponse } from 'node:http';
import { type BeforeApplicationShutdown, Get, Req, Res } from '@nestjs/common';
import { type RecordedEvent, toPublicId } from '@tollgate/contracts';
import type { FastifyReply } from 'fastify';
import { awaitOutcome } from '../http/answer-deadline.guard.js';
import type { CallerRequest } from '../http/caller.js';
import { StoreController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { LiveEvents } from './live-events.client.js';

/** A browser comes again by itself, and its session is looked at anew. */
const LIFE_MS = 300_000;
const HEARTBEAT_MS = 15_000;
/** A browser that takes nothing is not written to any more. */
const MAX_WAITING_BYTES = 262_144;

/** What happens in a store, as it happens: `GET …/live`, server-sent events. */
@StoreController('live')
export class LiveController implements BeforeApplicationShutdown {
  private readonly open = new Set<ServerResponse>();

  constructor(private readonly events: LiveEvents) {}

  /** The server waits for whatever is being answered. */
  beforeApplicationShutdown(): void {
    for (const answer of this.open) answer.end();
  }

  @Get()
  @Route({
    id: 'watchStore',
    right: 'orders:read',
    summary: 'What happens to orders, as server-sent events, for five minutes: `{ order, type, at }`',
    description:
      'A hint to look again, which may be lost; what counts is at the orders themselves. It does not count as activity of the session.',
    answers: { 200: ['text/event-stream'] },
  })
  watch(@Req() request: CallerRequest, @Res() reply: FastifyReply): void {
    const { merchant, mode } = request.caller;
    awaitOutcome(request);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': request.id,
    });
    const write = (text: string): void => {
      if (raw.writableLength > MAX_WAITING_BYTES) raw.destroy();
      else if (!raw.writableEnded) raw.write(text);
    };
    raw.on('error', () => undefined); // whoever is gone is told nothing
    write('retry: 2000\n\n');
    const stop = this.events.listen(merchant, (event) => {
      if (event.header.mode === mode && event.header.subject.kind === 'order') write(messageOf(event));
    });
    const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
    const end = setTimeout(() => raw.end(), LIFE_MS);
    this.open.add(raw);
    raw.once('close', () => {
      this.open.delete(raw);
      stop();
      clearInterval(heartbeat);
      clearTimeout(end);
    });
  }
}

const messageOf = ({ type, header: { id, subject, occurredAt } }: RecordedEvent): string =>
  `id: ${id}\ndata: ${JSON.stringify({ order: toPublicId('ord', subject.id), type, at: occurredAt })}\n\n`;
