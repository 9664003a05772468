import { Button, Skeleton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPackage, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { FactorNeeded } from '../access/factor-needed.js';
import { get } from '../api/client.js';
import type { FileVersion, Good, List } from '../api/order.js';
import { formatBytes } from '../format/format-bytes.js';
import { useLanguage } from '../i18n/language-provider.js';
import { GoodKeys } from '../license-keys/good-keys.js';
import { useStore } from '../shell/store-context.js';
import { CopyText } from '../ui/copy-text.js';
import { Empty } from '../ui/empty.js';
import { late } from '../ui/late.js';
import { Page } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Time } from '../ui/time.js';
import ui from '../ui/ui.module.css';
import { EditButton } from './edit-button.js';
import classes from './goods.module.css';
import { NewGoodButton } from './new-good-button.js';
import { NotifyButton } from './owners/notify-button.js';
import { PreviewButton } from './preview-button.js';
import { StampButton } from './stamps/stamp-button.js';
import { UploadArea } from './uploads/upload-area.js';
import { VersionsButton } from './versions/versions-button.js';

/** Few stores have any: they come beside the goods. */
const FailedCopies = late(async () => (await import('../copies/failed-copies.js')).FailedCopies);

const pageSize = 50;
const typingMs = 250;

export const GoodsPage = () => {
  const t = useTranslations('goods');
  const { path, key, can } = useStore();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), typingMs);
  const goods = useInfiniteQuery({
    queryKey: key('goods', 'list', search),
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(pageSize) });
      if (search !== '') query.set('search', search);
      if (pageParam !== '') query.set('cursor', pageParam);
      return get<List<Good>>(path(`/goods?${query}`), signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <Page title={t('title')} actions={can('goods:write') ? <NewGoodButton /> : undefined}>
      {can('goods:write') ? <FactorNeeded /> : null}
      <Suspense>
        <FailedCopies />
      </Suspense>
      <TextInput
        type="search"
        className={classes.search ?? ''}
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        maxLength={200}
        value={typed}
        onChange={({ currentTarget: { value } }) => setTyped(value)}
      />
      {goods.error === null ? null : <ProblemNotice error={goods.error} refetch={goods.refetch} />}
      <GoodList goods={goods.data?.pages.flatMap(({ data }) => data)} search={search} hasFailed={goods.error !== null} />
      {goods.hasNextPage ? (
        <Button variant="default" loading={goods.isFetchingNextPage} onClick={() => void goods.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </Page>
  );
};

const places = Array.from({ length: 4 }, (_, index) => index);

interface GoodListProps {
  readonly goods: readonly Good[] | undefined;
  readonly search: string;
  readonly hasFailed: boolean;
}

const GoodList = ({ goods, search, hasFailed }: GoodListProps) => {
  const t = useTranslations('goods');
  if (goods === undefined && hasFailed) return null;
  if (goods?.length === 0) {
    return (
      <section className={ui.panel}>
        <Empty icon={<IconPackage size={40} stroke={1.5} />} title={search === '' ? t('none') : t('noneFound', { search })}>
          {search === '' ? t('noneText') : t('noneFoundText')}
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

interface FileRowProps {
  readonly sku: string;
  readonly file: FileVersion;
  readonly writes: boolean;
}

const FileRow = ({ sku, file, writes }: FileRowProps) => {
  const { name, size, sha256, version, addedAt } = file;
  const t = useTranslations('goods');
  const { tag } = useLanguage();
  return (
    <li className={classes.file}>
      <span className={classes.name}>{name}</span>
      <span className="quiet figures">{formatBytes(size, tag)}</span>
      {version === null ? null : <span className="quiet figures">{t('version', { version })}</span>}
      {addedAt === null ? null : <Time at={addedAt} as="short" />}
      <CopyText text={sha256} name="SHA-256" shown={`SHA-256 ${sha256.slice(0, 8)}…`} />
      {version === null ? null : <VersionsButton sku={sku} name={name} />}
      <StampButton sku={sku} file={file} writes={writes} />
    </li>
  );
};

/** What only a good has that is delivered online. */
const Delivered = ({ good, writes }: { readonly good: Good; readonly writes: boolean }) => {
  const t = useTranslations('goods');
  return (
    <>
      {good.delivery === 'latest' ? <span className="quiet">{t('deliversLatest')}</span> : null}
      <GoodKeys good={good} writes={writes} />
      {writes && good.delivery === 'latest' && good.files.length > 0 ? <NotifyButton sku={good.sku} /> : null}
      {writes ? <UploadArea good={good} /> : null}
    </>
  );
};

const GoodItem = ({ good }: { readonly good: Good }) => {
  const { sku, kind, description, files, licenseKeys } = good;
  const t = useTranslations('goods');
  const { session, can } = useStore();
  const writes = can('goods:write') && session.user.hasSecondFactor;
  return (
    <li className={classes.good}>
      <div className={classes.head}>
        <span>
          <strong>{description || sku}</strong> <CopyText text={sku} name={t('sku')} />
        </span>
        <span className={classes.tools}>
          {files.length > 0 ? <PreviewButton sku={sku} /> : null}
          {writes ? <EditButton good={good} /> : null}
          <StatusBadge status={`good_${kind}`} />
        </span>
      </div>
      {kind === 'digital' && files.length === 0 && licenseKeys === null ? <span className="quiet">{t('needsFile')}</span> : null}
      <ul className={classes.files}>
        {files.map((file) => (
          <FileRow key={file.name} sku={sku} file={file} writes={writes} />
        ))}
      </ul>
      {kind === 'digital' ? <Delivered good={good} writes={writes} /> : null}
    </li>
  );
};
