import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { useStore } from '../shell/store-context.js';
import { Past } from '../time-machine/past.js';
import { TimeMachine } from '../time-machine/time-machine.js';
import { late } from '../ui/late.js';
import { NotFound } from '../ui/not-found.js';
import { Page } from '../ui/page.js';
import { BreakdownReport } from './breakdown-report.js';
import { CustomersReport } from './customers-report.js';
import { ExportsPanel } from './exports/exports-panel.js';
import { FiguresReport } from './figures-report.js';
import { PeriodLine, PeriodPicker } from './period/period-picker.js';
import { type PeriodChoice, usePeriod } from './period/use-period.js';
import classes from './reports.module.css';
import { SettlementReport } from './settlement-report.js';
import { StoresReport } from './stores-report.js';
import { isTab, type Tab, tabs } from './tabs.data.js';

/** A tab with forms of its own, which comes when it is opened. */
const ScheduledPanel = late(async () => (await import('./scheduled/scheduled-panel.js')).ScheduledPanel);

export const ReportsPage = ({ tab }: { readonly tab: string }) => (
  <Past>
    <ReportsAt tab={tab} />
  </Past>
);

const ReportsAt = ({ tab }: { readonly tab: string }) => {
  const t = useTranslations('reports');
  const choice = usePeriod();
  if (!isTab(tab)) return <NotFound />;
  const print = (
    <Button
      className="no-print"
      variant="default"
      leftSection={<IconPrinter size={16} aria-hidden />}
      onClick={() => window.print()}
    >
      {t('print')}
    </Button>
  );
  const actions = (
    <>
      <TimeMachine />
      {print}
    </>
  );
  return (
    <Page title={t('title')} tabTitle={t(`tab.${tab}`)} actions={isOfPeriod(tab) ? actions : undefined}>
      {tab === 'scheduled' ? null : (
        <div className={classes.head}>
          <div className={`${classes.bar} no-print`}>
            <PeriodPicker {...choice} />
          </div>
          <PeriodLine {...choice} />
        </div>
      )}
      <Tabs current={tab} query={choice.query} />
      <Report tab={tab} choice={choice} />
    </Page>
  );
};

const isOfPeriod = (tab: Tab): boolean => tab !== 'exports' && tab !== 'scheduled';

const Tabs = ({ current, query }: { readonly current: Tab; readonly query: string }) => {
  const t = useTranslations('reports');
  const { session, can } = useStore();
  const list = useRef<HTMLElement>(null);
  // On a phone they are more than fit.
  useEffect(() => {
    list.current?.querySelector(`[href*="/reports/${current}?"]`)?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current]);
  const isSeveral = session.stores.filter(({ rights }) => rights.includes('reports:read')).length > 1;
  return (
    <nav ref={list} aria-label={t('tabs')} className={`${classes.tabs} no-print`}>
      <ul>
        {tabs
          .filter((tab) => tab !== 'stores' || isSeveral || tab === current)
          .filter((tab) => tab !== 'customers' || can('customers:read') || tab === current)
          .map((tab) => (
            <li key={tab}>
              <Link href={`/reports/${tab}?${query}`} aria-current={tab === current ? 'page' : undefined}>
                {t(`tab.${tab}`)}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
};

const Report = ({ tab, choice }: { readonly tab: Tab; readonly choice: PeriodChoice }) => {
  switch (tab) {
    case 'sales':
    case 'refunds':
    case 'authorizations':
    case 'fraud':
    case 'downloads':
      return <FiguresReport of={tab} choice={choice} />;
    case 'products':
      return <BreakdownReport by="product" title={tab} choice={choice} />;
    case 'countries':
      return <BreakdownReport by="country" title={tab} choice={choice} />;
    case 'tax':
      return <BreakdownReport by="tax" title={tab} choice={choice} />;
    case 'shipping':
      return <BreakdownReport by="shipping" title={tab} choice={choice} />;
    case 'customers':
      return <CustomersReport choice={choice} />;
    case 'settlement':
      return <SettlementReport choice={choice} />;
    case 'stores':
      return <StoresReport choice={choice} />;
    case 'exports':
      return <ExportsPanel choice={choice} />;
    case 'scheduled':
      return (
        <Suspense fallback={null}>
          <ScheduledPanel />
        </Suspense>
      );
  }
};
