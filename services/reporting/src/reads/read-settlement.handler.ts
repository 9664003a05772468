import { Injectable } from '@nestjs/common';
import { periodOf } from '../figures/buckets.js';
import type { Wanted } from '../figures/owner.js';
import { KnownThenHandler } from '../past/known-then.handler.js';
import { SettlementRepository } from '../settlement/settlement.repository.js';
import { settlementAnswer } from '../settlement/settlement-answer.js';

interface Asked extends Wanted {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly bucket: string;
  readonly at: string;
}

/** Reads what went through each processor. */
@Injectable()
export class ReadSettlement {
  constructor(
    private readonly settlements: SettlementRepository,
    private readonly knownThen: KnownThenHandler,
  ) {}

  /** Throws DomainError `invalid_date`, `invalid_period`, `invalid_bucket`, `invalid_time_zone`, `moment_too_busy`, and TransientError. */
  async settlement(asked: Asked) {
    const period = periodOf(asked);
    const { toMs, more } = await this.knownThen.of(asked, 'settlements', period);
    return settlementAnswer(period.buckets, await this.settlements.find(asked, { ...period, toMs }, more));
  }
}
