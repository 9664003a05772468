import { Inject, Injectable } from '@nestjs/common';
import { type MerchantEvent, newEvent } from '@tollgate/contracts';
import { derivedId } from '@tollgate/crypto';
import { type Clock, invariant } from '@tollgate/errors';
import { CLOCK } from '@tollgate/service';
import type { EntityManager } from 'typeorm';
import { AccessRecord, type Change } from '../access-record/access-record.handler.js';
import { idFor, type RequestContext } from '../http/caller.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import { refusal } from '../validation/field-error.js';
import { changedSchedule, type ScheduleFields } from './changed-schedule.js';
import { checkFormat } from './check-format.js';
import { ReportSchedule } from './report-schedule.entity.js';
import type { NewReportScheduleBody, ReportScheduleChangeBody } from './report-schedule.schema.js';
import { type KnownSchedule, ReportSchedules } from './report-schedules.repository.js';

const MAX_SCHEDULES = 50;

/** Who asks for what of a schedule. */
export interface ScheduleActor {
  /** uuid */
  readonly user: string;
  readonly context: RequestContext;
}

const changeOf = (schedule: string, change: string): MerchantEvent => newEvent('ReportScheduleChanged', { schedule, change });

/** Which reports go out by mail, decided by those who may. */
@Injectable()
export class ManageSchedules {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly schedules: ReportSchedules,
    private readonly record: AccessRecord,
    private readonly idempotency: IdempotencyRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws DomainError `too_many_schedules`, `unknown_recipient`, `format_not_of_reports`. */
  async create({ recipients, ...fields }: NewReportScheduleBody, { user, context }: ScheduleActor): Promise<KnownSchedule> {
    const { caller, requestId, attempt } = context;
    const { merchant, mode } = caller;
    if (attempt.found !== undefined) return this.shown(attempt.found.answer ?? '');
    const id = idFor('report schedule', attempt);
    const made = await this.record.change(requestId, async (manager) => {
      const count = await this.schedules.count(caller, manager);
      // Made by a process that died before it kept the key.
      const known = await this.schedules.find(id, manager);
      if (known !== undefined) return { user, result: known, stores: [merchant], event: undefined };
      if (count >= MAX_SCHEDULES) throw refusal('too_many_schedules');
      const timeZone = await this.schedules.zoneOf(merchant, manager);
      const own = { id, merchant, mode, createdBy: user };
      const before = { ...fields, isPaused: true, runDay: '' };
      checkFormat(fields);
      const changed = changedSchedule(before, { isPaused: false }, { timeZone, now: this.clock.now() });
      const schedule = manager.create(ReportSchedule, { ...own, ...changed });
      await this.schedules.save(schedule, timeZone, manager);
      await this.address(schedule, recipients, manager);
      const change = await this.changed(schedule, { user, manager, event: changeOf(id, 'created') });
      return { ...change, once: derivedId('created', id) };
    });
    await this.idempotency.keep(attempt, { answer: id });
    return made;
  }

  /** Throws DomainError `not_found`, `unknown_recipient`, `format_not_of_reports`. */
  change(id: string, { recipients, ...fields }: ReportScheduleChangeBody, actor: ScheduleActor): Promise<KnownSchedule> {
    return this.onOne(id, actor, async (schedule, manager) => {
      const timeZone = await this.schedules.zoneOf(schedule.merchant, manager);
      const wasPaused = schedule.isPaused;
      checkFormat({ report: fields.report ?? schedule.report, format: fields.format ?? schedule.format });
      const changed = changedSchedule(schedule, fields as Partial<ScheduleFields>, { timeZone, now: this.clock.now() });
      const saved = manager.create(ReportSchedule, { ...schedule, ...changed });
      await this.schedules.save(saved, timeZone, manager);
      if (recipients !== undefined) await this.address(saved, recipients, manager);
      const turned = saved.isPaused ? 'paused' : 'resumed';
      return changeOf(id, saved.isPaused === wasPaused ? 'changed' : turned);
    });
  }

  /** One run now, besides the others. Throws DomainError `not_found`. */
  async sendNow(id: string, actor: ScheduleActor): Promise<KnownSchedule> {
    const { attempt } = actor.context;
    if (attempt.found !== undefined) return this.shown(id);
    const command = idFor('report now', attempt);
    const planned = await this.onOne(id, { ...actor, once: command }, async (schedule, manager) => {
      await this.schedules.planNow(schedule, { command, now: this.clock.now() }, manager);
      return changeOf(id, 'sent_now');
    });
    await this.idempotency.keep(attempt, { answer: id });
    return planned;
  }

  /** Throws DomainError `not_found`. */
  async remove(id: string, { user, context: { caller, requestId } }: ScheduleActor): Promise<void> {
    await this.record.change(requestId, async (manager) => {
      const schedule = await this.schedules.lock(id, caller, manager);
      if (schedule === undefined) throw refusal('not_found');
      await this.schedules.remove(schedule, manager);
      return { user, result: undefined, stores: [caller.merchant], event: changeOf(id, 'deleted'), once: id };
    });
  }

  private onOne(
    id: string,
    { user, context: { caller, requestId }, once }: ScheduleActor & Pick<Change<unknown>, 'once'>,
    work: (schedule: ReportSchedule, manager: EntityManager) => Promise<MerchantEvent>,
  ): Promise<KnownSchedule> {
    return this.record.change(requestId, async (manager) => {
      const schedule = await this.schedules.lock(id, caller, manager);
      if (schedule === undefined) throw refusal('not_found');
      const change = await this.changed(schedule, { user, manager, event: await work(schedule, manager) });
      return once === undefined ? change : { ...change, once };
    });
  }

  private async changed(
    { id, merchant }: ReportSchedule,
    { user, manager, event }: { user: string; manager: EntityManager; event: MerchantEvent },
  ): Promise<Change<KnownSchedule>> {
    const result = await this.schedules.find(id, manager);
    invariant(result !== undefined, 'a schedule that was locked is there');
    return { user, result, stores: [merchant], event };
  }

  private async address(schedule: ReportSchedule, recipients: readonly string[], manager: EntityManager): Promise<void> {
    if (!(await this.schedules.mayAllRead(schedule.merchant, recipients, manager)))
      throw refusal('unknown_recipient', '/recipients');
    await this.schedules.setRecipients(schedule, recipients, manager);
  }

  private async shown(id: string): Promise<KnownSchedule> {
    const found = await this.schedules.find(id);
    if (found === undefined) throw refusal('not_found');
    return found;
  }
}
