import { Button, Drawer, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { get } from '../../api/client.js';
import type { List } from '../../api/order.js';
import { usePersonName } from '../../members/use-person-name.js';
import { useStore } from '../../shell/store-context.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Time } from '../../ui/time.js';
import { Changes } from '../changes.js';
import classes from './history.module.css';
import { type ChangedVersion, changesOf, type SettingsVersion } from './versions.js';

const pageSize = 20;

interface SettingsHistoryProps {
  readonly area: string;
  readonly onClose: () => void;
}

/** Every version of an area: when, by whom, and what it changed. */
export const SettingsHistory = ({ area, onClose }: SettingsHistoryProps) => {
  const t = useTranslations('settings');
  const shell = useTranslations('shell');
  const { path, key } = useStore();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: key('settings', area, 'history'),
    queryFn: ({ pageParam, signal }) =>
      get<List<SettingsVersion>>(
        path(`/settings/${area}/history?limit=${pageSize}${pageParam === '' ? '' : `&cursor=${pageParam}`}`),
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    gcTime: 0,
  });
  const versions = changesOf(data?.pages.flatMap((page) => page.data) ?? [], !hasNextPage);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="md"
      title={t('versions')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      {error === null ? null : <ProblemNotice error={error} refetch={refetch} />}
      {data === undefined && error === null ? <Skeleton height={240} /> : null}
      {data !== undefined && versions.length === 0 ? <p className="quiet">{t('noVersions')}</p> : null}
      <ol className={classes.versions}>
        {versions.map((version) => (
          <VersionItem key={version.id} version={version} />
        ))}
      </ol>
      {hasNextPage ? (
        <Button variant="default" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('olderVersions')}
        </Button>
      ) : null}
    </Drawer>
  );
};

const VersionItem = ({ version: { version, changedAt, by, changes } }: { readonly version: ChangedVersion }) => {
  const t = useTranslations('settings');
  const who = useTranslations('who');
  const nameOf = usePersonName();
  const { session } = useStore();
  return (
    <li className={classes.version}>
      <strong>{t('version', { version })}</strong>
      <span className="quiet">
        <Time at={changedAt} /> · {by === session.user.id ? who('you') : nameOf(by)}
      </span>
      {changes === undefined ? <span>{t('firstVersion')}</span> : <Changes changes={changes} />}
    </li>
  );
};
