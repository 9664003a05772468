import { Button, Skeleton } from '@mantine/core';
import { IconPackage } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { get } from '../api/client.js';
import type { Good, List } from '../api/order.js';
import { formatBytes } from '../format/format-bytes.js';
import { useLanguage } from '../i18n/language-provider.js';
import { useStore } from '../shell/store-context.js';
import { CopyText } from '../ui/copy-text.js';
import { Empty } from '../ui/empty.js';
import { Page } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { StatusBadge } from '../ui/status-badge.js';
import ui from '../ui/ui.module.css';
import classes from './goods.module.css';
import { NewGoodButton } from './new-good-button.js';
import { UploadButton } from './upload-button.js';

const pageSize = 50;

export const GoodsPage = () => {
  const t = useTranslations('goods');
  const { path, key, can } = useStore();
  const goods = useInfiniteQuery({
    queryKey: key('goods'),
    queryFn: ({ pageParam, signal }) =>
      get<List<Good>>(path(`/goods?limit=${pageSize}${pageParam === '' ? '' : `&cursor=${pageParam}`}`), signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  return (
    <Page title={t('title')} actions={can('goods:write') ? <NewGoodButton /> : undefined}>
      {goods.error === null ? null : <ProblemNotice error={goods.error} refetch={goods.refetch} />}
      <GoodList goods={goods.data?.pages.flatMap(({ data }) => data)} hasFailed={goods.error !== null} />
      {goods.hasNextPage ? (
        <Button variant="default" loading={goods.isFetchingNextPage} onClick={() => void goods.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </Page>
  );
};

const places = Array.from({ length: 4 }, (_, index) => index);

const GoodList = ({ goods, hasFailed }: { readonly goods: readonly Good[] | undefined; readonly hasFailed: boolean }) => {
  const t = useTranslations('goods');
  if (goods === undefined && hasFailed) return null;
  if (goods?.length === 0) {
    return (
      <section className={ui.panel}>
        <Empty icon={<IconPackage size={40} stroke={1.5} />} title={t('none')}>
          {t('noneText')}
        </Empty>
      </section>
    );
  }
  return (
    <section className={ui.panel} aria-label={t('title')} aria-busy={goods === undefined}>
      <ul className={classes.list}>
        {goods?.map((good) => <GoodItem key={good.sku} good={good} />) ??
          places.map((place) => (
            <li key={place} className={classes.good}>
              <Skeleton height={20} width="40%" />
              <Skeleton height={14} width="60%" />
            </li>
          ))}
      </ul>
    </section>
  );
};

const GoodItem = ({ good: { sku, kind, description, files } }: { readonly good: Good }) => {
  const t = useTranslations('goods');
  const { tag } = useLanguage();
  const { can } = useStore();
  return (
    <li className={classes.good}>
      <div className={classes.head}>
        <span>
          <strong>{description || sku}</strong> <CopyText text={sku} name={t('sku')} />
        </span>
        <StatusBadge status={`good_${kind}`} />
      </div>
      {kind === 'digital' && files.length === 0 ? <span className="quiet">{t('needsFile')}</span> : null}
      <ul className={classes.files}>
        {files.map(({ name, size, sha256 }) => (
          <li key={name} className={classes.file}>
            <span>{name}</span>
            <span className="quiet figures">{formatBytes(size, tag)}</span>
            <CopyText text={sha256} name="SHA-256" shown={`SHA-256 ${sha256.slice(0, 8)}…`} />
          </li>
        ))}
      </ul>
      {kind === 'digital' && can('goods:write') ? <UploadButton sku={sku} files={files.map(({ name }) => name)} /> : null}
    </li>
  );
};
