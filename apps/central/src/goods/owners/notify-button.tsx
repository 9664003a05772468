import { Button, Skeleton, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMailForward } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { get, request } from '../../api/client.js';
import { useStore } from '../../shell/store-context.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { Notice } from '../../ui/notice.js';

interface UpdateNotice {
  readonly id: string;
  readonly status: 'under_way' | 'done';
  readonly looked: number;
  readonly told: number;
}

interface Owners {
  readonly owners: number;
  readonly isMore: boolean;
}

const lookEveryMs = 1_500;

/** Tells the owners of an older version of the newest, once it was said how many they are; how far that is stands below then. */
export const NotifyButton = ({ sku }: { readonly sku: string }) => {
  const t = useTranslations('goods');
  const { path } = useStore();
  const [isOpen, { open, close }] = useDisclosure(false);
  const address = path(`/goods/${encodeURIComponent(sku)}/update-notices`);
  const sending = useMutation({
    mutationFn: () => request<UpdateNotice>(address, { method: 'POST' }),
    onSuccess: close,
  });
  return (
    <>
      <Button
        variant="default"
        size="xs"
        w="max-content"
        leftSection={<IconMailForward size={14} aria-hidden />}
        onClick={() => {
          sending.reset();
          open();
        }}
      >
        {t('notify')}
      </Button>
      {isOpen ? <Question address={address} sku={sku} sending={sending} onClose={close} /> : null}
      {sending.data === undefined ? null : <Progress address={`${address}/${sending.data.body.id}`} />}
    </>
  );
};

interface QuestionProps {
  readonly address: string;
  readonly sku: string;
  readonly sending: { readonly isPending: boolean; readonly error: unknown; readonly mutate: () => void };
  readonly onClose: () => void;
}

const Question = ({ address, sku, sending, onClose }: QuestionProps) => {
  const t = useTranslations('goods');
  const { key } = useStore();
  const { data, error } = useQuery({
    queryKey: key('goods', 'owners', sku, 'count'),
    queryFn: ({ signal }) => get<Owners>(address, signal),
    gcTime: 0,
  });
  return (
    <ConfirmDialog
      title={t('notifyTitle', { sku })}
      isOpen
      onClose={onClose}
      confirm={t('notifyConfirm')}
      isDisabled={data === undefined || (data.owners === 0 && !data.isMore)}
      isRunning={sending.isPending}
      error={sending.error ?? error}
      onConfirm={() => sending.mutate()}
    >
      {data === undefined ? (
        error === null && <Skeleton height={48} />
      ) : (
        <>
          <Text>{t('notifyCount', { count: data.owners })}</Text>
          {data.isMore ? <Text>{t('notifyMore')}</Text> : null}
        </>
      )}
      <Text className="quiet">{t('notifyText')}</Text>
    </ConfirmDialog>
  );
};

const Progress = ({ address }: { readonly address: string }) => {
  const t = useTranslations('goods');
  const { key } = useStore();
  const { data: notice } = useQuery({
    queryKey: key('goods', 'owners', address),
    queryFn: ({ signal }) => get<UpdateNotice>(address, signal),
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data?.status === 'done' ? false : lookEveryMs),
  });
  if (notice === undefined) return null;
  return notice.status === 'done' ? (
    <Notice tone="good">{t('notifyDone', { told: notice.told })}</Notice>
  ) : (
    <Notice tone="info">{t('notifyRunning', { told: notice.told, looked: notice.looked })}</Notice>
  );
};
