import { Button, Drawer, Skeleton } from '@mantine/core';
import type { Column } from '@tollgate/report-tables';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { useLanguage } from '../../i18n/language-provider.js';
import { useAtQuery } from '../../time-machine/use-at.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Time } from '../../ui/time.js';
import { showValue } from '../table/show-value.js';
import classes from './cell-events.module.css';
import { type Cell, type ReportEvent, useReportEvents } from './use-report-events.js';

interface CellEventsProps {
  readonly cell: Cell;
  readonly column: Column;
  /** What stands in the cell. */
  readonly value: string;
  /** The name of the column, and of the row. */
  readonly title: string;
  readonly onClose: () => void;
}

/** The events that a figure is the sum of, each with what it adds and the way to its order. */
export const CellEvents = ({ cell, column, value, title, onClose }: CellEventsProps) => {
  const t = useTranslations('reports.events');
  const shell = useTranslations('shell');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useReportEvents(cell);
  const events = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Drawer opened onClose={onClose} position="right" size="md" title={title} closeButtonProps={{ 'aria-label': shell('close') }}>
      <p className={classes.sum}>
        <span className="figures">{value}</span>
        <span className="quiet">{t('sum')}</span>
      </p>
      {error === null ? null : <ProblemNotice error={error} refetch={refetch} />}
      {data === undefined && error === null ? <Skeleton height={240} /> : null}
      <ol className={classes.events}>
        {events.map((event) => (
          <EventItem key={event.id} event={event} column={column} currency={cell.currency} />
        ))}
      </ol>
      {hasNextPage ? (
        <Button variant="default" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {events.length === 0 ? t('goOn') : t('more')}
        </Button>
      ) : null}
      {data !== undefined && events.length === 0 && !hasNextPage ? <p className="quiet">{t('none')}</p> : null}
    </Drawer>
  );
};

interface EventItemProps {
  readonly event: ReportEvent;
  readonly column: Column;
  readonly currency: string;
}

const EventItem = ({ event, column, currency }: EventItemProps) => {
  const t = useTranslations('reports.eventType');
  const { tag } = useLanguage();
  const past = useAtQuery();
  const { id, type, order, reference, occurredAt, amount } = event;
  return (
    <li>
      <Link href={`/orders/${order}${past}#${id}`} className={classes.event}>
        <span>{t.has(type as TypeKey) ? t(type as TypeKey) : type}</span>
        <span className="figures">{showValue(amount, column, { tag, currency })}</span>
        <span className="quiet">{reference ?? `${order.slice(0, 12)}…`}</span>
        <span className="quiet">
          <Time at={occurredAt} />
        </span>
      </Link>
    </li>
  );
};

type TypeKey = Parameters<ReturnType<typeof useTranslations<'reports.eventType'>>>[0];
