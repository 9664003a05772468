import { Button, Modal, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { get } from '../../api/client.js';
import type { FileVersion, List } from '../../api/order.js';
import { formatBytes } from '../../format/format-bytes.js';
import { useLanguage } from '../../i18n/language-provider.js';
import { useStore } from '../../shell/store-context.js';
import { CopyText } from '../../ui/copy-text.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Time } from '../../ui/time.js';
import classes from './versions.module.css';

interface VersionsProps {
  readonly sku: string;
  readonly name: string;
}

/** Shows every version of a file: none of them is ever changed or removed. */
export const VersionsButton = ({ sku, name }: VersionsProps) => {
  const t = useTranslations('goods');
  const actions = useTranslations('actions');
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconHistory size={14} aria-hidden />}
        aria-label={t('versionsTitle', { file: name })}
        onClick={open}
      >
        {t('versions')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        size="lg"
        title={t('versionsTitle', { file: name })}
        closeButtonProps={{ 'aria-label': actions('close') }}
      >
        <Versions sku={sku} name={name} />
      </Modal>
    </>
  );
};

const Versions = ({ sku, name }: VersionsProps) => {
  const t = useTranslations('goods');
  const { path, key } = useStore();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: key('goods', 'versions', sku, name),
    queryFn: ({ pageParam, signal }) => {
      const file = `/goods/${encodeURIComponent(sku)}/files/${encodeURIComponent(name)}/versions`;
      return get<List<FileVersion>>(path(`${file}?limit=20${pageParam === '' ? '' : `&cursor=${pageParam}`}`), signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={80} />;
  return (
    <div className={classes.versions}>
      <p className="quiet">{t('versionsText')}</p>
      <ol className={classes.list}>
        {data.pages
          .flatMap(({ data: versions }) => versions)
          .map((one, index) => (
            <Version key={one.version} version={one} isSold={index === 0} />
          ))}
      </ol>
      {hasNextPage ? (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </div>
  );
};

const Version = ({
  version: { version, addedAt, size, sha256 },
  isSold,
}: {
  readonly version: FileVersion;
  readonly isSold: boolean;
}) => {
  const t = useTranslations('goods');
  const { tag } = useLanguage();
  return (
    <li className={classes.version}>
      <strong className="figures">{t('version', { version: version ?? 0 })}</strong>
      {addedAt === null ? null : <Time at={addedAt} />}
      <span className="quiet figures">{formatBytes(size, tag)}</span>
      <CopyText text={sha256} name="SHA-256" shown={`SHA-256 ${sha256.slice(0, 8)}…`} />
      {isSold ? <span className={classes.sold}>{t('versionSold')}</span> : null}
    </li>
  );
};
