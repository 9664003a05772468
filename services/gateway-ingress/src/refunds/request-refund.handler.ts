import { Inject, Injectable } from '@nestjs/common';
import type { OrderEvent } from '@tollgate/contracts';
import { type Clock, DomainError, TransientError } from '@tollgate/errors';
import { IdempotencyConflict } from '@tollgate/order-log';
import { CLOCK } from '@tollgate/service';
import { SettingsStore } from '@tollgate/settings';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { OwedApprovalMails } from '../approval-mails/owed-approval-mails.repository.js';
import type { RequestContext } from '../http/caller.js';
import type { HttpAnswer } from '../http/http-answer.js';
import { RequestOperation } from '../operations/request-operation.handler.js';
import { OwnOrders } from '../orders/own-orders.repository.js';
import { approvalAnswer } from '../refund-approvals/approval-answer.js';
import { refundSettings } from '../refund-approvals/refund-settings.schema.js';
import type { RefundRules } from '../refund-approvals/second-person.js';
import { WaitingApprovals } from '../refund-approvals/waiting-approvals.repository.js';
import { askForRefund } from './ask-for-refund.js';
import { previewRefund, type RefundPreview } from './preview-refund.js';
import type { RefundCommand } from './request-refund.js';

/** Another refund came in between: with it this one passes the limit, and is to be in the queue before it is asked for. */
class CameToWantApproval extends TransientError {}

/** What was given back without a second person only grows: twice is enough, unless one of them fails in between. */
const MAX_TRIES = 5;

/** Asks for refunds, or for a second person's approval where the merchant's settings want one. */
@Injectable()
export class RequestRefund {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly operations: RequestOperation,
    private readonly own: OwnOrders,
    private readonly settings: SettingsStore,
    private readonly queue: WaitingApprovals,
    private readonly mails: OwedApprovalMails,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws DomainError `not_found` and those of `askForRefund`; IdempotencyConflict when another request has the same idempotency key. */
  async request(order: string, command: RefundCommand, context: RequestContext): Promise<HttpAnswer> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.tryToRequest(order, command, context);
      } catch (error) {
        if (!(error instanceof CameToWantApproval) || tries === MAX_TRIES) throw error;
      }
    }
  }

  /** By the settings of this moment: they may have been changed meanwhile, too. */
  private async tryToRequest(order: string, command: RefundCommand, context: RequestContext): Promise<HttpAnswer> {
    const rules = await this.rulesFor(context.caller);
    let queued: string | undefined;
    try {
      return await this.operations.request({
        kind: 'refund',
        order,
        context,
        // In the queue before its event is in the log: nothing waits where nobody finds it.
        prepare: async (state, id) => {
          const until = untilIn(askForRefund(state, command, rules));
          if (until === undefined) return;
          await this.mails.add(context.caller, { order: state.id, command: id, matter: { about: 'asked', command: id } });
          await this.queue.add(context.caller, { command: id, order: state.id, until });
          queued = id;
        },
        decide: (state) => {
          const events = askForRefund(state, command, rules);
          if (queued !== undefined || untilIn(events) === undefined) return events;
          throw new CameToWantApproval('the order changed as its refund was asked for, which now wants a second person');
        },
        answerOther: (state, event) => approvalAnswer({ order: state, id: event.header.id, event }, this.own.views),
      });
    } catch (error) {
      const isRefused = error instanceof DomainError || error instanceof IdempotencyConflict;
      if (isRefused && queued !== undefined) await this.queue.remove([queued]);
      throw error;
    }
  }

  /** What it would do, and whether it wants a second person. Throws what the refund itself would throw. */
  async preview(id: string, command: RefundCommand, { caller }: RequestContext): Promise<RefundPreview> {
    const { order } = await this.own.find(caller, id);
    return previewRefund(order, command, await this.rulesFor(caller));
  }

  private async rulesFor({ merchant, mode, actor: by }: Caller): Promise<RefundRules> {
    const { document: settings, version: settingsVersion } = await this.settings.current(refundSettings, { merchant, mode });
    return { by, settings, settingsVersion, now: this.clock.now() };
  }
}

/** Until when the refund waits for a second person; undefined where it does not. */
const untilIn = (events: readonly OrderEvent[]): string | undefined =>
  events.flatMap((event) => (event.type === 'RefundApprovalRequested' ? [event.data.until] : []))[0];
