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
import { timeZone } from '@tollgate/order';
import { KnownThenHandler } from '../past/known-then.handler.js';
import { BreakdownRepository } from './breakdown.repository.js';
import { breakdownKind, tableOfBreakdown } from './breakdown-statement.js';
import { momentsIn, periodOf } from './buckets.js';
import { FiguresRepository } from './figures.repository.js';
import { breakdownAnswer, figuresAnswer } from './figures-answer.js';
import { piecesOf } from './pieces.js';

/** What an answer has room for. */
const MOST_ROWS = 2_000;

/** Answers what happened in a time, and what it is made of. Whoever asks has made sure whose merchant it is. */
@Controller()
export class FiguresResponder {
  constructor(
    private readonly figures: FiguresRepository,
    private readonly breakdowns: BreakdownRepository,
    private readonly knownThen: KnownThenHandler,
  ) {}

  @OnRequest(requests.figures, FiguresRequestSchema, FiguresResponseSchema)
  async find(request: FiguresRequest): Promise<MessageInitShape<typeof FiguresResponseSchema>> {
    const period = periodOf(request);
    const { toMs, more } = await this.knownThen.of(request, 'figures', period);
    return figuresAnswer(period, await this.figures.find(request, { ...period, toMs }, more));
  }

  @OnRequest(requests.breakdown, BreakdownRequestSchema, BreakdownResponseSchema)
  async breakDown(request: BreakdownRequest): Promise<MessageInitShape<typeof BreakdownResponseSchema>> {
    const by = breakdownKind(request.by);
    const { fromMs, toMs } = momentsIn(request);
    timeZone(request.timeZone);
    const known = await this.knownThen.of(request, tableOfBreakdown(by), { fromMs, toMs });
    const pieces = piecesOf(fromMs, known.toMs, ['month', 'day', 'quarter']);
    const rows = await this.breakdowns.find(request, { by, pieces, most: MOST_ROWS + 1, more: known.more });
    return breakdownAnswer(rows, MOST_ROWS);
  }
}
