import { IconMailForward } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { get } from '../../api/client.js';
import type { List } from '../../api/order.js';
import { formatDay } from '../../format/format-time.js';
import { useLanguage } from '../../i18n/language-provider.js';
import order from '../../order/order.module.css';
import { useStore } from '../../shell/store-context.js';
import { Empty } from '../../ui/empty.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { StatusBadge } from '../../ui/status-badge.js';
import { Time } from '../../ui/time.js';
import ui from '../../ui/ui.module.css';
import { WaitingItems } from '../../ui/waiting-items.js';
import { hourName, type LastRun, type ReportSchedule, titleOf, weekdayName } from './schedule.js';
import { NewScheduleButton, ScheduleButtons } from './schedule-buttons.js';
import classes from './scheduled.module.css';
import { useReportName } from './use-report-name.js';

/** What was asked for now goes out within seconds. */
const LOOK_EVERY_MS = 5_000;
/** The reports that go out by mail, with what became of their last runs. */
export const ScheduledPanel = () => {
  const t = useTranslations('reports.schedule');
  const { path, key, can } = useStore();
  const { data, error, refetch } = useQuery({
    queryKey: key('report-schedules'),
    queryFn: ({ signal }) => get<List<ReportSchedule>>(path('/report-schedules'), signal),
    refetchInterval: LOOK_EVERY_MS,
  });
  const manages = can('reports:schedule');
  const schedules = data?.data;
  return (
    <>
      <div className={classes.head}>
        <p>{t('intro')}</p>
        {manages && schedules?.length !== 0 ? <NewScheduleButton /> : null}
      </div>
      {error === null ? null : <ProblemNotice error={error} refetch={refetch} />}
      {schedules === undefined && error !== null ? null : <ScheduleList schedules={schedules} manages={manages} />}
    </>
  );
};

interface ScheduleListProps {
  readonly schedules: readonly ReportSchedule[] | undefined;
  readonly manages: boolean;
}

const ScheduleList = ({ schedules, manages }: ScheduleListProps) => {
  const t = useTranslations('reports.schedule');
  return (
    <section className={ui.panel} aria-label={t('title')} aria-busy={schedules === undefined}>
      {schedules?.length === 0 ? (
        <NoSchedule manages={manages} />
      ) : (
        <ul className={order.items}>
          {schedules?.map((one) => <ScheduleItem key={one.id} schedule={one} manages={manages} />) ?? <WaitingItems count={2} />}
        </ul>
      )}
    </section>
  );
};

const NoSchedule = ({ manages }: { readonly manages: boolean }) => {
  const t = useTranslations('reports.schedule');
  return (
    <Empty
      icon={<IconMailForward size={40} stroke={1.5} />}
      title={t('none')}
      action={manages ? <NewScheduleButton /> : undefined}
    >
      {manages ? t('noneText') : t('noneLooking')}
    </Empty>
  );
};

const useRhythm = ({ every, weekday, monthDay, hour }: ReportSchedule): string => {
  const t = useTranslations('reports.schedule');
  const { tag } = useLanguage();
  const at = hourName(hour, tag);
  if (every === 'day') return t('when_day', { at });
  return every === 'week' ? t('when_week', { day: weekdayName(weekday, tag), at }) : t('when_month', { day: monthDay, at });
};

const ScheduleItem = ({ schedule, manages }: { readonly schedule: ReportSchedule; readonly manages: boolean }) => {
  const t = useTranslations('reports.schedule');
  const { report, format, currency, period, recipients, isPaused, nextRunAt, lastRun } = schedule;
  const when = useRhythm(schedule);
  const reportName = useReportName();
  const what = [reportName(report), titleOf(format), t(`period_${period}`), currency].filter((word) => word !== '').join(' · ');
  return (
    <li className={order.item}>
      <span className={order.itemMain}>
        <strong>{what}</strong>
        <span>{when}</span>
        <span className={order.meta}>
          <span>{recipients.length === 0 ? t('nobody') : recipients.map(({ name }) => name).join(', ')}</span>
          {nextRunAt === null ? null : (
            <span>
              {t('next')} <Time at={nextRunAt} />
            </span>
          )}
        </span>
        {lastRun === null ? null : <Last run={lastRun} />}
      </span>
      <span className={order.itemSide}>
        {isPaused ? <StatusBadge status="report_paused" /> : null}
        {manages ? <ScheduleButtons schedule={schedule} name={`${what}, ${when}`} /> : null}
      </span>
    </li>
  );
};

const Last = ({ run }: { readonly run: LastRun }) => {
  const t = useTranslations('reports.schedule');
  const problem = useTranslations('problem');
  type Key = Parameters<typeof problem.has>[0];
  const { tag } = useLanguage();
  const { at, outcome, code, detail, from, to } = run;
  const days = [...new Set([from, to])].map((day) => formatDay(day, tag)).join(' – ');
  const why = code !== null && problem.has(code as Key) ? problem(code as Key) : detail;
  return (
    <>
      <span className={order.meta}>
        <StatusBadge status={`report_${outcome}`} />
        <span>{t('last', { days })}</span>
        <Time at={at} />
      </span>
      {outcome === 'failed' && why !== null ? <span className={classes.why}>{why}</span> : null}
    </>
  );
};
