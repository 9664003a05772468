import { Button, Modal, NativeSelect, SegmentedControl, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { get } from '../api/client.js';
import { type Device, DocumentFrame } from '../preview/document-frame.js';
import { useStore } from '../shell/store-context.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import classes from './goods.module.css';

interface DownloadPages {
  readonly data: readonly { readonly name: string; readonly html: string }[];
}

/** Shows the download page of a customer who buys the good now. */
export const PreviewButton = ({ sku }: { readonly sku: string }) => {
  const t = useTranslations('goods');
  const actions = useTranslations('actions');
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="subtle" size="xs" leftSection={<IconEye size={14} aria-hidden />} onClick={open}>
        {t('preview')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        size="xl"
        title={t('previewTitle', { sku })}
        closeButtonProps={{ 'aria-label': actions('close') }}
      >
        <Pages sku={sku} />
      </Modal>
    </>
  );
};

const Pages = ({ sku }: { readonly sku: string }) => {
  const t = useTranslations('goods');
  const { path, key } = useStore();
  const [device, setDevice] = useState<Device>('desktop');
  const [chosen, setChosen] = useState(0);
  const { data, error, refetch } = useQuery({
    queryKey: key('goods', 'pages', sku),
    queryFn: ({ signal }) => get<DownloadPages>(path(`/goods/${encodeURIComponent(sku)}/download-pages`), signal),
  });
  const page = data?.data[chosen];
  return (
    <div className={classes.preview}>
      <p className="quiet">{t('previewText')}</p>
      <SegmentedControl
        aria-label={t('previewAs')}
        value={device}
        onChange={(value) => setDevice(value as Device)}
        data={(['desktop', 'phone'] as const).map((value) => ({ value, label: t(value) }))}
      />
      {data !== undefined && data.data.length > 1 ? (
        <NativeSelect
          label={t('file')}
          value={chosen}
          onChange={({ currentTarget: { value } }) => setChosen(Number(value))}
          data={data.data.map(({ name }, index) => ({ value: String(index), label: name }))}
        />
      ) : null}
      {error === null ? null : <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {page === undefined ? (
        error === null && <Skeleton height={600} />
      ) : (
        <DocumentFrame key={page.name} title={page.name} html={page.html} device={device} />
      )}
    </div>
  );
};
