import { Controller } from '@nestjs/common';
import {
  type BreakdownRequest,
  BreakdownRequestSchema,
  BreakdownResponseSchema,
  type FiguresRequest,
  FiguresRequestSchema,
  FiguresResponseSchema,
  type MessageInitShape,
  requests,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { ReadFigures } from '../reads/read-figures.handler.js';

/** What an answer has room for. */
const MOST_ROWS = 2_000;

/** Answers what happened in a time, and what it is made of. Whoever asks has made sure whose merchant it is. */
@Controller()
export class FiguresResponder {
  constructor(private readonly read: ReadFigures) {}

  @OnRequest(requests.figures, FiguresRequestSchema, FiguresResponseSchema)
  find(request: FiguresRequest): Promise<MessageInitShape<typeof FiguresResponseSchema>> {
    return this.read.figures(request);
  }

  @OnRequest(requests.breakdown, BreakdownRequestSchema, BreakdownResponseSchema)
  breakDown(request: BreakdownRequest): Promise<MessageInitShape<typeof BreakdownResponseSchema>> {
    return this.read.breakdown(request, MOST_ROWS);
  }
}
