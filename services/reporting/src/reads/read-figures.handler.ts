import { Injectable } from '@nestjs/common';
import { timeZone } from '@tollgate/order';
import { BreakdownRepository } from '../figures/breakdown.repository.js';
import { breakdownKind, tableOfBreakdown } from '../figures/breakdown-statement.js';
import { momentsIn, periodOf } from '../figures/buckets.js';
import { FiguresRepository } from '../figures/figures.repository.js';
import { breakdownAnswer, figuresAnswer } from '../figures/figures-answer.js';
import type { Wanted } from '../figures/owner.js';
import { piecesOf } from '../figures/pieces.js';
import { KnownThenHandler } from '../past/known-then.handler.js';

/** Figures of a time, as they were known at a moment (RFC 3339; empty: now). */
interface Asked extends Wanted {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly at: string;
}

/** Reads what happened in a time, and what it is made of. */
@Injectable()
export class ReadFigures {
  constructor(
    private readonly rows: FiguresRepository,
    private readonly breakdowns: BreakdownRepository,
    private readonly knownThen: KnownThenHandler,
  ) {}

  /** Throws DomainError `invalid_date`, `invalid_period`, `invalid_bucket`, `invalid_time_zone`, `moment_too_busy`, and TransientError. */
  async figures(asked: Asked & { readonly bucket: string }) {
    const period = periodOf(asked);
    const { toMs, more } = await this.knownThen.of(asked, 'figures', period);
    return figuresAnswer(period, await this.rows.find(asked, { ...period, toMs }, more));
  }

  /** At most so many rows. Throws DomainError `invalid_breakdown`, `invalid_date`, `invalid_period`, `invalid_time_zone`, `moment_too_busy`, and
   *  TransientError. */
  async breakdown(asked: Asked & { readonly by: string }, most: number) {
    const by = breakdownKind(asked.by);
    const { fromMs, toMs } = momentsIn(asked);
    timeZone(asked.timeZone);
    const known = await this.knownThen.of(asked, tableOfBreakdown(by), { fromMs, toMs });
    const pieces = piecesOf(fromMs, known.toMs, ['month', 'day', 'quarter']);
    return breakdownAnswer(await this.breakdowns.find(asked, { by, pieces, most: most + 1, more: known.more }), most);
  }
}
