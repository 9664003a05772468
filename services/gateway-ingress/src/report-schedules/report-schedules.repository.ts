import { Inject, Injectable } from '@nestjs/common';
import { type DueWork, queryRows } from '@tollgate/postgres';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Merchant } from '../api-keys/api-key.entity.js';
import { DUE_WORK } from '../operator-mails/due-work.js';
import { type Role, rightsOf } from '../roles/roles.data.js';
import { MembershipRecord } from '../users/user.entity.js';
import { dueAtOf } from './plan-run.js';
import { ReportRecipient, ReportSchedule } from './report-schedule.entity.js';

/** Due work: by the schedule's id, or by `now:` before it where somebody wants it now. */
export const REPORT = 'report';

/** Whose schedules, and of which mode. */
export interface ScheduleScope {
  readonly merchant: string;
  readonly mode: 'test' | 'live';
}

/** Somebody who gets a report, and may see it. */
export interface Recipient {
  /** uuid */
  readonly user: string;
  readonly name: string;
  readonly email: string;
}

/** A schedule with what its store says. */
export interface KnownSchedule {
  readonly schedule: ReportSchedule;
  readonly store: string;
  /** IANA */
  readonly timeZone: string;
  /** Those who work for the store in a role that may see reports, by name. */
  readonly recipients: readonly Recipient[];
}

type RecipientRow = Recipient & { readonly schedule: string; readonly role: Role };

/** Reports that go out by mail. */
@Injectable()
export class ReportSchedules {
  constructor(
    private readonly database: DataSource,
    @Inject(DUE_WORK) private readonly dueWork: DueWork<EntityManager>,
  ) {}

  /** The oldest first. */
  async list({ merchant, mode }: ScheduleScope): Promise<readonly KnownSchedule[]> {
    const { manager } = this.database;
    const schedules = await manager.find(ReportSchedule, { where: { merchant, mode }, order: { createdAt: 'ASC', id: 'ASC' } });
    return this.known(schedules, manager);
  }

  /** By its id, wherever it belongs. */
  async find(id: string, manager: EntityManager = this.database.manager): Promise<KnownSchedule | undefined> {
    const [known] = await this.known(await manager.findBy(ReportSchedule, { id }), manager);
    return known;
  }

  /** One of a store; nobody else changes it until the transaction ends. */
  async lock(id: string, scope: ScheduleScope | undefined, manager: EntityManager): Promise<ReportSchedule | undefined> {
    const where = scope === undefined ? { id } : { id, merchant: scope.merchant, mode: scope.mode };
    return (await manager.findOne(ReportSchedule, { where, lock: { mode: 'pessimistic_write' } })) ?? undefined;
  }

  /** How many a store has; nobody adds one until the transaction ends. */
  async count({ merchant, mode }: ScheduleScope, manager: EntityManager): Promise<number> {
    await manager.findOne(Merchant, { where: { id: merchant }, lock: { mode: 'for_no_key_update' } });
    return manager.countBy(ReportSchedule, { merchant, mode });
  }

  /** Whether all of them work for the store and may see reports. */
  async mayAllRead(merchant: string, users: readonly string[], manager: EntityManager): Promise<boolean> {
    const members = await manager.findBy(MembershipRecord, { merchantId: merchant, userId: In([...users]) });
    return members.length === users.length && members.every(({ role }) => rightsOf(role).has('reports:read'));
  }

  /** As it is to be, with its next run; a store's zone says when. */
  async save(schedule: ReportSchedule, timeZone: string, manager: EntityManager): Promise<void> {
    await manager.save(schedule);
    await this.planNext(schedule, timeZone, manager);
  }

  async setRecipients({ id, merchant }: ReportSchedule, users: readonly string[], manager: EntityManager): Promise<void> {
    await manager.delete(ReportRecipient, { schedule: id });
    await manager.insert(
      ReportRecipient,
      users.map((user) => ({ schedule: id, user, merchant })),
    );
  }

  async remove({ id }: ReportSchedule, manager: EntityManager): Promise<void> {
    await manager.delete(ReportSchedule, { id });
    await this.dueWork.cancel(REPORT, id, manager);
    await this.dueWork.cancel(REPORT, `now:${id}`, manager);
  }

  /** One run besides, soon; a second wish before that is the same, and so is the same command (uuid) again. */
  async planNow(
    { id, extraCommand }: ReportSchedule,
    { command, now }: { readonly command: string; readonly now: Date },
    manager: EntityManager,
  ): Promise<void> {
    if (extraCommand === command) return;
    await manager.update(ReportSchedule, { id }, { extraCommand: command });
    const payload = { at: now.toISOString() };
    await this.dueWork.schedule({ kind: REPORT, key: `now:${id}`, dueAt: now, payload, onExisting: 'keep' }, manager);
  }

  /** The store's clocks were set to another zone. */
  async planAll(merchant: string, timeZone: string, manager: EntityManager): Promise<void> {
    for (const schedule of await manager.findBy(ReportSchedule, { merchant, isPaused: false }))
      await this.planNext(schedule, timeZone, manager);
  }

  /** Nobody sets the store's clocks to another zone until the transaction ends. */
  async zoneOf(merchant: string, manager: EntityManager): Promise<string> {
    return (await manager.findOneOrFail(Merchant, { where: { id: merchant }, lock: { mode: 'pessimistic_read' } })).timeZone;
  }

  private async planNext(schedule: ReportSchedule, timeZone: string, manager: EntityManager): Promise<void> {
    const { id, isPaused, runDay } = schedule;
    if (isPaused) return this.dueWork.cancel(REPORT, id, manager);
    const dueAt = dueAtOf({ ...schedule, timeZone }, runDay);
    await this.dueWork.schedule({ kind: REPORT, key: id, dueAt, onExisting: 'replace' }, manager);
  }

  private async known(schedules: readonly ReportSchedule[], manager: EntityManager): Promise<readonly KnownSchedule[]> {
    if (schedules.length === 0) return [];
    const text = `SELECT r.schedule_id AS schedule, u.id AS user, u.name, u.email, m.role
      FROM report_recipients r JOIN memberships m ON m.user_id = r.user_id AND m.merchant_id = r.merchant_id
        JOIN users u ON u.id = r.user_id WHERE r.schedule_id = ANY ($1) ORDER BY u.name, u.id`;
    const rows = await queryRows<RecipientRow>(manager, text, [schedules.map(({ id }) => id)]);
    const stores = await manager.findBy(Merchant, { id: In(schedules.map(({ merchant }) => merchant)) });
    return schedules.flatMap((schedule) => {
      const recipients = rows.filter((row) => row.schedule === schedule.id && rightsOf(row.role).has('reports:read'));
      const store = stores.find(({ id }) => id === schedule.merchant);
      return store === undefined ? [] : [{ schedule, store: store.name, timeZone: store.timeZone, recipients }];
    });
  }
}
