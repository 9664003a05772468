import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { request } from '../api/client.js';
import { useStore } from '../shell/store-context.js';
import { late } from '../ui/late.js';
import { NotFound } from '../ui/not-found.js';
import { Page, Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { AreaForm } from './area-form.js';
import { type Area, areaNames, guardedAreas, isArea } from './areas.data.js';
import classes from './settings.module.css';
import type { SettingsInForce } from './settings-in-force.js';
import { Version } from './version.js';

const StorePanel = late(async () => (await import('./store-panel.js')).StorePanel);
const ReceiptDesigner = late(async () => (await import('./receipt/receipt-designer.js')).ReceiptDesigner);

/** The store's record is no settings area: it has no versions, and is the same in both modes. */
const pageNames = ['store', ...areaNames] as const;

export const SettingsPage = ({ area }: { readonly area: string }) => {
  const t = useTranslations('settings');
  if (area !== 'store' && !isArea(area)) return <NotFound />;
  return (
    <Page title={t('title')} tabTitle={t(`area_${area}`)}>
      <div className={area === 'receipt' ? classes.stacked : classes.columns}>
        <nav aria-label={t('areas')}>
          <ul className={classes.areas}>
            {pageNames.map((name) => (
              <li key={name}>
                <Link href={`/settings/${name}`} aria-current={name === area ? 'page' : undefined}>
                  {t(`area_${name}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {area === 'store' ? (
          <Suspense fallback={<Skeleton height={480} />}>
            <StorePanel />
          </Suspense>
        ) : (
          <AreaPanel key={area} area={area} />
        )}
      </div>
    </Page>
  );
};

const AreaPanel = ({ area }: { readonly area: Area }) => {
  const t = useTranslations('settings');
  const { path, key } = useStore();
  const { data, error, refetch } = useQuery({
    queryKey: key('settings', area),
    queryFn: async ({ signal }) => (await request<SettingsInForce>(path(`/settings/${area}`), { signal })).body,
    // Nothing changes under the hands of who is writing; what somebody else saved is found when this one is.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const reload = (): void => void refetch();
  if (area === 'receipt' && data !== undefined) {
    return (
      <Suspense fallback={<Skeleton height={480} />}>
        <ReceiptDesigner key={data.version} settings={data} onReload={reload} />
      </Suspense>
    );
  }
  return (
    <Panel title={t(`area_${area}`)} side={data === undefined ? null : <Version settings={data} />}>
      <p className={`quiet ${classes.about}`}>
        {t(`about_${area}`)} {guardedAreas.has(area) ? t('guarded') : null}
      </p>
      {error === null ? null : <ProblemNotice error={error} onRetry={reload} />}
      {data === undefined ? (
        error === null ? (
          <Skeleton height={320} />
        ) : null
      ) : (
        <AreaForm key={data.version} area={area} settings={data} onReload={reload} />
      )}
    </Panel>
  );
};
