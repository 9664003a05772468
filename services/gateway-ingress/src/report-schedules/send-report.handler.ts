import { Inject, Injectable } from '@nestjs/common';
import { derivedId } from '@tollgate/crypto';
import { type Clock, DomainError } from '@tollgate/errors';
import type { DueItem, DueWorkHandler, Handled } from '@tollgate/postgres';
import { CLOCK } from '@tollgate/service';
import { DataSource } from 'typeorm';
import { JournalExports } from '../exports/journal-exports.client.js';
import { OperatorMails } from '../operator-mails/operator-mails.client.js';
import { nextRunDay, planRun, planRunNow, type Run } from './plan-run.js';
import type { RunOutcome } from './report-schedule.entity.js';
import { type KnownSchedule, REPORT, ReportSchedules } from './report-schedules.repository.js';

/** So long a mail that nobody takes is tried. */
const GOOD_FOR_MS = 72 * 3_600_000;
const NOW = 'now:';

/** Central's page of a report, where it is not of its name. */
const pages: Readonly<Record<string, string>> = { journal: 'exports', reasons: 'authorizations', 'customer-kinds': 'customers' };
const pageOf = (report: string): string => pages[report] ?? report;

interface Result {
  readonly outcome: RunOutcome;
  readonly code: string;
}

/** What became of a run. */
interface Done {
  readonly run: Run | undefined;
  readonly result: Result | undefined;
  readonly isExtra: boolean;
  readonly plannedAt: Date;
}

/** Sends reports when they are due. A run is noted when notifications owes all of its mails: one that is done again after a crash asks for the same
 *  mails under the same ids, by which notifications, and whoever gets them, know them. */
@Injectable()
export class SendReport implements DueWorkHandler {
  readonly kind = REPORT;
  readonly limit = 2;
  /** A year's figures are added up before anything is sent. */
  readonly leaseMs = 120_000;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly schedules: ReportSchedules,
    private readonly exports: JournalExports,
    private readonly mails: OperatorMails,
    private readonly database: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  readonly handle = async ({ key, payload }: DueItem): Promise<Handled> => {
    const isExtra = key.startsWith(NOW);
    const known = await this.schedules.find(isExtra ? key.slice(NOW.length) : key);
    if (known === undefined || (known.schedule.isPaused && !isExtra)) return 'done';
    const plannedAt = this.clock.now();
    const run = isExtra ? this.runNow(known, payload as { readonly at: string }) : this.runDue(known, plannedAt);
    const result = run && (await this.send(known, run));
    await this.note(known.schedule.id, { run, result, isExtra, plannedAt });
    return 'done';
  };

  private runNow({ schedule, timeZone }: KnownSchedule, { at }: { readonly at: string }): Run {
    return planRunNow({ ...schedule, timeZone }, schedule.period, new Date(at));
  }

  /** Undefined where the store's zone was changed meanwhile, and it is due later. */
  private runDue({ schedule, timeZone }: KnownSchedule, now: Date): Run | undefined {
    const { period, runDay } = schedule;
    return planRun({ ...schedule, timeZone }, period, { runDay, now });
  }

  /** Resolves once all mails are owed. Throws TransientError where a service does not answer. */
  private async send(known: KnownSchedule, { dueAt, from, to }: Run): Promise<Result> {
    const { schedule, store, timeZone, recipients } = known;
    if (recipients.length === 0) return { outcome: 'nobody', code: '' };
    const { id, merchant, mode, format, currency, language } = schedule;
    const report = schedule.report === 'journal' ? '' : schedule.report;
    const file = { merchant, mode, report, format, from, to, timeZone, currency, language };
    const { entries, problem } = await this.look(file);
    if (entries === 0 && problem === '' && !schedule.sendsEmpty) return { outcome: 'empty', code: '' };
    const mailed = { dueAt: dueAt.toISOString(), file, problem };
    const until = new Date(this.clock.now().getTime() + GOOD_FOR_MS).toISOString();
    const path = `${merchant}/${mode}/reports/${pageOf(schedule.report)}?from=${from}&to=${to}`;
    for (const { user, email } of recipients) {
      const mail = derivedId('report', id, `${mailed.dueAt} ${user}`);
      await this.mails.send({ id: mail, kind: 'report', email, language, path, until, store, report: mailed });
    }
    return { outcome: problem === '' ? 'handed_over' : 'failed', code: problem };
  }

  /** What the file will hold, or why there is none. */
  private async look(file: Parameters<JournalExports['open']>[0]): Promise<{ entries: number; problem: string }> {
    try {
      const { entries } = await this.exports.open(file);
      return { entries, problem: '' };
    } catch (error) {
      if (error instanceof DomainError) return { entries: 0, problem: error.code };
      throw error;
    }
  }

  /** Notes the run and plans the next one, as the schedule and the store's clocks are by now: the first that came due after this one was planned,
   *  were it due while its mails went out. */
  private async note(id: string, { run, result, isExtra, plannedAt }: Done): Promise<void> {
    await this.database.transaction(async (manager) => {
      const schedule = await this.schedules.lock(id, undefined, manager);
      if (schedule === undefined) return;
      const timeZone = await this.schedules.zoneOf(schedule.merchant, manager);
      if (run !== undefined && result !== undefined) {
        const { from, to } = run;
        Object.assign(schedule, { lastAt: this.clock.now(), lastFrom: from, lastTo: to });
        Object.assign(schedule, { lastOutcome: result.outcome, lastCode: result.code });
        if (!isExtra) schedule.runDay = nextRunDay({ ...schedule, timeZone }, plannedAt);
      }
      await this.schedules.save(schedule, timeZone, manager);
    });
  }
}
