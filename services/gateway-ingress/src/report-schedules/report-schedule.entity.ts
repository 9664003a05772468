import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '../users/languages.data.js';
import type { Period, Rhythm } from './plan-run.js';

/** What became of a run. `handed_over`: the mail service owes its mails, and tries them for 72 hours; `failed`, as there is no such file, went out
 *  as a mail that says so. */
export type RunOutcome = 'handed_over' | 'empty' | 'failed' | 'nobody';

/** A report that goes out by mail. Days are as Postgres writes them, YYYY-MM-DD. */
@Entity('report_schedules')
export class ReportSchedule {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'merchant_id' })
  merchant!: string;

  @Column('text')
  mode!: 'test' | 'live';

  /** `journal`, or one of the reports that are files. */
  @Column('text', { default: 'journal' })
  report!: string;

  @Column('text')
  format!: string;

  /** ISO 4217; empty for all. */
  @Column('text')
  currency!: string;

  @Column('text')
  period!: Period;

  @Column('text')
  every!: Rhythm['every'];

  @Column('smallint')
  weekday!: number;

  @Column('smallint', { name: 'month_day' })
  monthDay!: number;

  @Column('smallint')
  hour!: number;

  @Column('text')
  language!: Language;

  /** Also where nothing happened. */
  @Column('boolean', { name: 'sends_empty' })
  sendsEmpty!: boolean;

  @Column('boolean', { name: 'is_paused', default: false })
  isPaused!: boolean;

  /** The day of the next run; of one that is due until all of it has gone out. */
  @Column('date', { name: 'run_day' })
  runDay!: string;

  /** uuid */
  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** uuid of the command that asked last for a run besides. */
  @Column('uuid', { name: 'extra_command', nullable: true })
  extraCommand!: string | null;

  @Column('timestamptz', { name: 'last_at', nullable: true })
  lastAt!: Date | null;

  /** Empty before the first run. */
  @Column('text', { name: 'last_outcome', default: '' })
  lastOutcome!: RunOutcome | '';

  /** Why it failed. */
  @Column('text', { name: 'last_code', default: '' })
  lastCode!: string;

  @Column('date', { name: 'last_from', nullable: true })
  lastFrom!: string | null;

  @Column('date', { name: 'last_to', nullable: true })
  lastTo!: string | null;
}

/** Somebody of the store who gets a report. */
@Entity('report_recipients')
export class ReportRecipient {
  @PrimaryColumn('uuid', { name: 'schedule_id' })
  schedule!: string;

  @PrimaryColumn('uuid', { name: 'user_id' })
  user!: string;

  @Column('text', { name: 'merchant_id' })
  merchant!: string;
}
